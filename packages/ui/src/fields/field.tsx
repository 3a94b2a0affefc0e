import { useId, type ReactNode } from 'react';
import { cx } from '../cx.ts';
import classes from './field.module.css';

/** What every field of a form takes. */
export interface FieldProps {
  readonly label: string;
  /** What it is for, or what will happen; below the field. */
  readonly hint?: ReactNode;
  /** The rule that is broken and what to do; takes the place of the hint and is read out. */
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** At the end of the label's line: a link, "kept on this device 11:25". */
  readonly labelEnd?: ReactNode;
  /** The name by which a server's error finds the field. */
  readonly name?: string;
}

/** What ties a control to its label, hint and error. Spread it on the control. */
export interface ControlProps {
  readonly id: string;
  readonly name: string | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

interface FieldFrameProps extends FieldProps {
  readonly children: (control: ControlProps) => ReactNode;
}

/** Label, control, hint or error: wired for screen readers. The fields are built on it. */
export function Field(props: FieldFrameProps) {
  const { label, hint, error, required, labelEnd, name, children } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const control: ControlProps = {
    id,
    name,
    'aria-describedby': error || hint ? noteId : undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': required ? true : undefined,
  };
  return (
    <div className={classes.field} data-field={name}>
      <div className={classes.labelRow}>
        <label htmlFor={id} className={classes.label}>
          {label}
          {required && (
            <span className={classes.required} aria-hidden="true">
              *
            </span>
          )}
        </label>
        {labelEnd && <span className={classes.labelEnd}>{labelEnd}</span>}
      </div>
      {children(control)}
      <div aria-live="polite">
        {(error ?? hint) && (
          <div id={noteId} className={cx(classes.note, error && classes.error)}>
            {error ?? hint}
          </div>
        )}
      </div>
    </div>
  );
}
