import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { Drawer } from '@crm/ui/overlays/drawer';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readError } from '#admin/lib/api-error.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import classes from './settings.module.css';

interface SaveDrawerProps {
  readonly title: string;
  readonly submit: string;
  readonly isDirty: boolean;
  readonly isPending: boolean;
  /** `false` while something must be chosen first. */
  readonly isReady?: boolean;
  /** What the last try was refused with. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of a small form of the settings: fields, what was refused, the verbs. */
export function SaveDrawer(props: SaveDrawerProps) {
  const { title, submit, isDirty, isPending, isReady = true, error, onSubmit, onClose, children } = props;
  const { t } = useTranslation('resource');
  const words = useErrorWords();
  const id = useId();
  const refusal = error ? readError(error) : undefined;
  return (
    <Drawer
      opened
      keepsOpen={isDirty}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} variant="primary" busy={isPending} disabled={!isReady}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={classes.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {refusal && (
          <Note tone="bad" icon="warning" live>
            {words.title(refusal)}. {words.advice(refusal)}
          </Note>
        )}
        {children}
      </form>
    </Drawer>
  );
}
