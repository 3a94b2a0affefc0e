import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { useFormat } from '@crm/ui/hooks/use-format';
import { Drawer } from '@crm/ui/overlays/drawer';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomInputs } from '../custom/custom-inputs.tsx';
import { ClashDialog, type ShowValue } from './clash-dialog.tsx';
import classes from './form-drawer.module.css';
import { FormRefusal } from './form-refusal.tsx';
import type { FieldLabels } from './make-fields.ts';
import type { FormRow, RecordForm } from './use-record-form.ts';

interface FormDrawerProps<Row extends FormRow, Values extends object> {
  readonly form: RecordForm<Row, Values>;
  readonly title: string;
  /** Names the result: "Create account", "Save changes". */
  readonly submit: string;
  readonly labels: FieldLabels<Values>;
  /** How a value is drawn where two versions are compared; words and numbers are drawn as they are. */
  readonly show?: ShowValue<Values> | undefined;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
}

/** The frame of every form: fields, what was refused and what can be done about it, what was kept. */
export function FormDrawer<Row extends FormRow, Values extends object>(props: FormDrawerProps<Row, Values>) {
  const { form, title, submit, labels, show, onClose, children } = props;
  const { t } = useTranslation('resource');
  const format = useFormat();
  const id = useId();
  const body = useRef<HTMLFormElement>(null);
  const wrong = Object.keys(form.errors).length;

  // After a try the focus goes to the first field that is wrong, whether the screen or the server found it.
  const isTried = useRef(false);
  useEffect(() => {
    if (!isTried.current || wrong === 0) return;
    isTried.current = false;
    body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);

  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={id} variant="primary" busy={form.isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        ref={body}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          isTried.current = true;
          form.submit();
        }}
      >
        {form.restoredAt && (
          <Note
            icon="history"
            actions={
              <Button size="small" onClick={form.discard}>
                {t('form.discard')}
              </Button>
            }
          >
            {t('form.restored', { time: format.time(form.restoredAt) })}
          </Note>
        )}
        {form.isPaused && (
          <Note tone="warn" icon="offline" live>
            {t('form.waits')}
          </Note>
        )}
        {form.refusal && (
          <FormRefusal
            refusal={form.refusal}
            resource={form.resource}
            onConfirm={(reason) =>
              form.submit({ confirmDuplicate: true, ...(reason !== '' && { duplicateReason: reason }) })
            }
            onClose={onClose}
          />
        )}
        {children}
        <CustomInputs
          resource={form.resource}
          valueOf={(path) => Reflect.get(form.values, path)}
          errors={form.errors}
          onChange={form.set}
          onLeave={form.leave}
        />
      </form>
      {form.clash && (
        <ClashDialog
          clash={form.clash}
          resource={form.resource}
          labels={labels}
          show={show}
          busy={form.isPending}
          onSave={form.settle}
          onClose={form.closeClash}
        />
      )}
    </Drawer>
  );
}
