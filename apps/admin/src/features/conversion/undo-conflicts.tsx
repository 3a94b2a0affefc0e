import { Button } from '@crm/ui/controls/button';
import { Dialog } from '@crm/ui/overlays/dialog';
import { Diff } from '@crm/ui/process/diff';
import { useTranslation } from 'react-i18next';
import type { UndoConflict } from '@crm/domain/lead/lead-conversion';
import { en } from '#admin/resource/vocabulary.en.ts';
import classes from './undo-conflicts.module.css';

interface UndoConflictsProps {
  readonly conflicts: readonly UndoConflict[];
  readonly busy: boolean;
  readonly onKeep: () => void;
  readonly onLeave: () => void;
}

type Word = keyof typeof en.field;

function isWord(key: string): key is Word {
  return key in en.field;
}

/** What was changed since a conversion, by record and field: what it left, and what stands there now. */
export function UndoConflicts({ conflicts, busy, onKeep, onLeave }: UndoConflictsProps) {
  const { t } = useTranslation('conversion');
  const { t: vocabulary } = useTranslation('vocabulary');
  const show = (value: unknown) =>
    value === null || value === undefined || value === ''
      ? t('nothing')
      : typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : JSON.stringify(value);
  const label = (field: string) => {
    const bare = field.replace(/Minor$|Id$/u, '');
    if (field === '*') return t('inUse');
    return isWord(bare) ? vocabulary(`field.${bare}`) : field;
  };
  return (
    <Dialog
      opened
      onClose={onLeave}
      title={t('conflictTitle')}
      description={t('conflictReason')}
      actions={
        <>
          <Button onClick={onLeave}>{t('leave')}</Button>
          <Button variant="primary" busy={busy} onClick={onKeep}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <ul className={classes.list}>
        {conflicts.map((conflict) => (
          <li key={`${conflict.resource} ${conflict.id} ${conflict.field} ${show(conflict.now)}`}>
            <b dir="auto">{conflict.name}</b>
            {conflict.field === '*' ? (
              <p>
                {label('*')}: {show(conflict.now)}
              </p>
            ) : (
              <Diff field={label(conflict.field)} from={show(conflict.before)} to={show(conflict.now)} />
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
