import { Checkbox } from '@crm/ui/controls/checkbox';
import { DateField } from '@crm/ui/fields/date-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { AmountField } from '../form/amount-field.tsx';
import { CheckGroup } from '../form/check-group.tsx';
import { RecordLookup } from '../form/record-lookup.tsx';
import { useCustomLabels, type CustomDefinition, type CustomOption } from './custom-fields.ts';
import { readMoney } from './custom-value.tsx';
import { readName, searchOf } from './link-targets.ts';

interface CustomInputProps {
  readonly field: Pick<CustomDefinition, 'type' | 'target'> & { readonly options: readonly CustomOption[] };
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly required?: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onBlur?: () => void;
}

/** The control of a custom field; an emptied one holds `null`. */
export function CustomInput({ field, value, onChange, onBlur, ...common }: CustomInputProps) {
  const { t } = useTranslation('vocabulary');
  const labels = useCustomLabels();
  const words = typeof value === 'string' ? value : null;
  // A retired option is offered to whom has it only.
  const offered = field.options.filter(
    ({ key, retired }) => key !== '' && (!retired || value === key || (Array.isArray(value) && value.includes(key))),
  );
  const options = offered.map(({ key }) => ({ value: key, label: labels.option(field, key) }));
  switch (field.type) {
    case 'text':
      return (
        <TextField
          {...common}
          value={words ?? ''}
          onChange={(next) => onChange(next === '' ? null : next)}
          {...(onBlur && { onBlur })}
        />
      );
    case 'number':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : undefined}
          onChange={(number) => onChange(number ?? null)}
        />
      );
    case 'money':
      return <CustomAmount {...common} value={value} onChange={onChange} />;
    case 'date':
      return <DateField {...common} value={words ?? undefined} onChange={(day) => onChange(day ?? null)} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          value={words ?? ''}
          options={[{ value: '', label: t('none') }, ...options]}
          onChange={(key) => onChange(key === '' ? null : key)}
        />
      );
    case 'multi_choice':
      return (
        <CheckGroup
          legend={common.label}
          hint={common.error ?? common.hint}
          options={options}
          value={Array.isArray(value) ? value.filter((key) => typeof key === 'string') : []}
          onChange={(keys) => onChange(keys.length === 0 ? null : keys)}
        />
      );
    case 'link': {
      const { target } = field;
      if (target === null) return null;
      return (
        <RecordLookup
          {...common}
          value={words}
          search={searchOf[target]}
          read={async (id) => ({ id, label: await readName(target, id) })}
          onChange={onChange}
        />
      );
    }
    case 'boolean':
      return <Checkbox visibleLabel label={common.label} checked={value === true} onChange={onChange} />;
  }
}

function CustomAmount({ value, onChange, ...common }: Omit<CustomInputProps, 'field' | 'onBlur'>) {
  const money = readMoney(value);
  return (
    <AmountField
      {...common}
      value={money?.amountMinor}
      currency={money?.currency ?? null}
      onChange={(minor) => onChange(minor === undefined ? null : { minor, currency: money?.currency ?? 'EUR' })}
      onCurrencyChange={(currency) => money && onChange({ minor: money.amountMinor, currency })}
    />
  );
}
