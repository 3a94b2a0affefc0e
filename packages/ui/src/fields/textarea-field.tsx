import { cx } from '../cx.ts';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';

interface TextareaFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly disabled?: boolean;
  readonly maxLength?: number;
}

/** Text of several lines; grows with what is written. */
export function TextareaField(props: TextareaFieldProps) {
  return (
    <Field {...props}>
      {(control) => (
        <div className={classes.frame}>
          <textarea
            {...control}
            className={cx(classes.input, classes.area)}
            dir="auto"
            rows={props.rows ?? 3}
            value={props.value}
            placeholder={props.placeholder}
            disabled={props.disabled}
            maxLength={props.maxLength}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            onBlur={props.onBlur}
          />
        </div>
      )}
    </Field>
  );
}
