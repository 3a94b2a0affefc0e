import { useState } from 'react';
import { cx } from '../cx.ts';
import { useFormat } from '../hooks/use-format.ts';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';

interface NumberFieldProps extends FieldProps {
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly unit?: string;
  readonly disabled?: boolean;
}

/** Reads a whole or decimal number as people type it: spaces, comma or point. */
function parseNumber(text: string): number | undefined {
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]/g, '').replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(bare)) return undefined;
  return Number(bare);
}

/** A number. Shown with the language's grouping, typed in any. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, unit, disabled } = props;
  const format = useFormat();
  const [draft, setDraft] = useState<string | undefined>();
  return (
    <Field {...props}>
      {(control) => (
        <div className={classes.frame}>
          <input
            {...control}
            className={cx(classes.input, classes.figures)}
            inputMode="decimal"
            autoComplete="off"
            disabled={disabled}
            value={draft ?? (value === undefined ? '' : format.number(value))}
            onFocus={(event) => {
              setDraft(event.currentTarget.value);
              event.currentTarget.select();
            }}
            onChange={(event) => {
              setDraft(event.currentTarget.value);
              onChange(parseNumber(event.currentTarget.value));
            }}
            onBlur={() => setDraft(undefined)}
          />
          {unit && <span className={classes.unit}>{unit}</span>}
        </div>
      )}
    </Field>
  );
}
