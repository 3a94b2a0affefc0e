import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/button.tsx';
import { Dialog } from './dialog.tsx';
import classes from './conflict-dialog.module.css';

/** A field that two people changed. Values are drawn as the record draws them. */
export interface ConflictField {
  readonly id: string;
  readonly label: string;
  readonly mine: ReactNode;
  readonly theirs: ReactNode;
  readonly original: ReactNode;
}

/** Whose value is taken. */
export type ConflictSide = 'mine' | 'theirs';

interface ConflictDialogProps {
  readonly opened: boolean;
  /** "T. Petrov saved this deal while you were editing". */
  readonly title: string;
  /** Who saved it and when: "T. Petrov 11:24". */
  readonly them: string;
  readonly fields: readonly ConflictField[];
  readonly busy?: boolean;
  readonly onSave: (choice: Readonly<Record<string, ConflictSide>>) => void;
  readonly onClose: () => void;
}

/** Field by field, never a silent overwrite: mine or theirs, beside what was there before. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { opened, title, them, fields, busy = false, onSave, onClose } = props;
  const { t } = useTranslation('ui');
  const name = useId();
  const [choice, setChoice] = useState<Readonly<Record<string, ConflictSide>>>({});
  const sideOf = (id: string): ConflictSide => choice[id] ?? 'mine';
  const all = (side: ConflictSide) => setChoice(Object.fromEntries(fields.map((field) => [field.id, side])));
  const mine = fields.filter((field) => sideOf(field.id) === 'mine').length;

  const option = (field: ConflictField, side: ConflictSide) => (
    <label className={classes.option}>
      <input
        type="radio"
        className={classes.radio}
        name={`${name}-${field.id}`}
        checked={sideOf(field.id) === side}
        aria-label={`${field.label}: ${side === 'mine' ? t('conflict.mine') : them}`}
        onChange={() => setChoice({ ...choice, [field.id]: side })}
      />
      <span>{field[side]}</span>
    </label>
  );

  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size="wide"
      title={title}
      description={t('conflict.description', { count: fields.length })}
      note={`${t('conflict.mineCount', { count: mine })}, ${t('conflict.theirsCount', { count: fields.length - mine })}`}
      actions={
        <>
          <Button variant="ghost" onClick={() => all('theirs')}>
            {t('conflict.allTheirs')}
          </Button>
          <Button variant="ghost" onClick={() => all('mine')}>
            {t('conflict.allMine')}
          </Button>
          <Button
            variant="primary"
            busy={busy}
            onClick={() => onSave(Object.fromEntries(fields.map((field) => [field.id, sideOf(field.id)])))}
          >
            {t('conflict.save')}
          </Button>
        </>
      }
    >
      <table className={classes.table} aria-label={title}>
        <thead>
          <tr>
            {[t('conflict.field'), t('conflict.mine'), t('conflict.theirs', { them }), t('conflict.original')].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.id}>
              <th scope="row">{field.label}</th>
              <td>{option(field, 'mine')}</td>
              <td>{option(field, 'theirs')}</td>
              <td className={classes.original}>{field.original}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
