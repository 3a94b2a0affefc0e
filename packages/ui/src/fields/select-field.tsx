import { cx } from '../cx.ts';
import { Icon } from '../icons/icon.tsx';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';
import selectClasses from './select-field.module.css';

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** Stands first and cannot be chosen again; leave it out where something is always chosen. */
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** One of a known few. The browser's own list: it fits every device and every way of input. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { value, onChange, options, placeholder, disabled } = props;
  return (
    <Field {...props}>
      {(control) => (
        <div className={classes.frame}>
          <select
            {...control}
            className={cx(classes.input, selectClasses.select)}
            value={value}
            disabled={disabled}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.currentTarget.value);
              if (chosen) onChange(chosen.value);
            }}
          >
            {placeholder !== undefined && (
              <option value="" disabled>
                {placeholder}
              </option>
            )}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size={12} className={selectClasses.chevron} />
        </div>
      )}
    </Field>
  );
}
