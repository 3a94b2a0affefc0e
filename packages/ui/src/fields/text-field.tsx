import type { HTMLInputAutoCompleteAttribute, ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  /** Takes the Enter key from the form: what the field belongs to is done, and the form not sent. */
  readonly onEnter?: () => void;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search';
  readonly placeholder?: string;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly maxLength?: number;
  readonly icon?: IconName;
  /** Inside the frame, at its end: a unit, a key, a button. */
  readonly end?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

// What is written in Latin letters whatever the language of the page is.
const latinTypes: ReadonlySet<string> = new Set(['email', 'tel', 'url', 'password']);

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onBlur, onEnter, type = 'text', icon, end, ref } = props;
  return (
    <Field {...props}>
      {(control) => (
        <div className={classes.frame}>
          {icon && <Icon name={icon} />}
          <input
            {...control}
            ref={ref}
            type={type}
            className={cx(classes.input, latinTypes.has(type) && classes.latin)}
            dir={latinTypes.has(type) ? 'ltr' : 'auto'}
            value={value}
            placeholder={props.placeholder}
            autoComplete={props.autoComplete ?? 'off'}
            data-autofocus={props.autoFocus || undefined}
            disabled={props.disabled}
            maxLength={props.maxLength}
            onChange={(event) => onChange(event.currentTarget.value)}
            onBlur={onBlur}
            onKeyDown={(event) => {
              if (onEnter === undefined || event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onEnter();
            }}
          />
          {end}
        </div>
      )}
    </Field>
  );
}

/** An e-mail address. */
export function EmailField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField autoComplete="email" {...props} type="email" />;
}

/** A phone number; any way of writing is taken, the server keeps one. */
export function PhoneField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField autoComplete="tel" {...props} type="tel" />;
}
