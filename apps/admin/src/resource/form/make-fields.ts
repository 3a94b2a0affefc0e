import type { KeysOf } from './form-values.ts';
import type { FormRow, RecordForm } from './use-record-form.ts';

/** What every field gets from the form. */
interface Bound<Value> {
  readonly name: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The labels of a form's fields: for the fields themselves, and for the dialog of conflicts. */
export type FieldLabels<Values> = Readonly<Record<keyof Values & string, string>>;

/**
 * Ties fields to a form, by the type of what they hold: `<TextField {...fields.text('name')} />`. An emptied field
 * that may be empty holds `null`.
 */
export function makeFields<Row extends FormRow, Values extends object>(
  form: RecordForm<Row, Values>,
  labels: FieldLabels<Values>,
) {
  const common = (name: keyof Values & string) => ({ name, label: labels[name], error: form.errors[name] });
  const read = (name: keyof Values & string): unknown => form.values[name];

  return {
    /** Words that must be there. */
    text: (name: KeysOf<Values, string>): Bound<string> & { readonly onBlur: () => void } => {
      const value = read(name);
      return {
        ...common(name),
        value: typeof value === 'string' ? value : '',
        onChange: (next) => form.set(name, next),
        onBlur: () => form.leave(name),
      };
    },
    /** Words that may be missing. */
    words: (name: KeysOf<Values, string | null>): Bound<string> & { readonly onBlur: () => void } => {
      const value = read(name);
      return {
        ...common(name),
        value: typeof value === 'string' ? value : '',
        onChange: (next) => form.set(name, next === '' ? null : next),
        onBlur: () => form.leave(name),
      };
    },
    /** One of a few. */
    choice: <Option extends string>(
      name: KeysOf<Values, string | null>,
      options: readonly { readonly value: Option; readonly label: string }[],
    ) => {
      const value = read(name);
      return {
        ...common(name),
        options,
        value: options.find((option) => option.value === value)?.value ?? ('' as const),
        onChange: (next: Option) => form.set(name, next),
      };
    },
    /** One of a few, or none, which has a word of its own. */
    choiceOrNone: <Option extends string>(
      name: KeysOf<Values, string | null>,
      options: readonly { readonly value: Option; readonly label: string }[],
      none: string,
    ) => {
      const value = read(name);
      return {
        ...common(name),
        options: [{ value: '' as const, label: none }, ...options],
        value: options.find((option) => option.value === value)?.value ?? ('' as const),
        onChange: (next: Option | '') => form.set(name, next === '' ? null : next),
      };
    },
    /** A day, or none. */
    day: (name: KeysOf<Values, string | null>): Bound<string | undefined> => {
      const value = read(name);
      return {
        ...common(name),
        value: typeof value === 'string' ? value : undefined,
        onChange: (next) => form.set(name, next ?? null),
      };
    },
    /** A number, or none. */
    number: (name: KeysOf<Values, number | null>): Bound<number | undefined> => {
      const value = read(name);
      return {
        ...common(name),
        value: typeof value === 'number' ? value : undefined,
        onChange: (next) => form.set(name, next ?? null),
      };
    },
    /** Yes or no. */
    flag: (name: KeysOf<Values, boolean>) => ({
      label: labels[name],
      checked: read(name) === true,
      onChange: (next: boolean) => form.set(name, next),
    }),
    /** Another record by its id, or none. */
    relation: (name: KeysOf<Values, string | null | undefined>): Bound<string | null> => {
      const value = read(name);
      return {
        ...common(name),
        value: typeof value === 'string' ? value : null,
        onChange: (next) => form.set(name, next),
      };
    },
  };
}
