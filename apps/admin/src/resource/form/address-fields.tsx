import { FormGrid } from '@crm/ui/fields/form-grid';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import classes from './address-fields.module.css';
import type { FieldErrors } from './use-field-issues.ts';

const lines = ['line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const;

/** A postal address; a line that is not there is left out. */
type AddressValue = { readonly [Line in (typeof lines)[number]]?: string | undefined };

interface AddressFieldsProps {
  readonly legend: string;
  /** The field that holds the address: its errors are found by it. */
  readonly name: string;
  readonly value: AddressValue | null;
  readonly errors: FieldErrors;
  /** `null` when no line is left. */
  readonly onChange: (address: AddressValue | null) => void;
}

/** The lines of an address. */
export function AddressFields({ legend, name, value, errors, onChange }: AddressFieldsProps) {
  const { t } = useTranslation('vocabulary');
  const put = (line: (typeof lines)[number], text: string) => {
    const entries = lines.flatMap((key) => {
      const words = key === line ? text : value?.[key];
      return words === undefined || words === '' ? [] : [[key, words] as const];
    });
    onChange(entries.length === 0 ? null : Object.fromEntries(entries));
  };
  return (
    <fieldset className={classes.address}>
      <legend className={classes.legend}>{legend}</legend>
      <FormGrid columns={2}>
        {lines.map((line) => (
          <TextField
            key={line}
            label={t(`field.${line}`)}
            name={`${name}.${line}`}
            value={value?.[line] ?? ''}
            error={errors[`${name}.${line}`]}
            {...(line === 'country' && { maxLength: 2, placeholder: 'DE' })}
            onChange={(text) => put(line, line === 'country' ? text.toLocaleUpperCase('en') : text)}
          />
        ))}
      </FormGrid>
    </fieldset>
  );
}
