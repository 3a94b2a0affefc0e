import { Checkbox } from '@crm/ui/controls/checkbox';
import { DateField } from '@crm/ui/fields/date-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { labelIn, type CustomFieldValues } from './custom-field-values.ts';

interface DefaultFieldProps {
  readonly values: CustomFieldValues;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** What a new record gets when nothing is said; for the types whose values one field can hold. */
export function DefaultField({ values, error, onChange }: DefaultFieldProps) {
  const { t, i18n } = useTranslation('setup');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { type, options, defaultValue: value } = values;
  const common = { name: 'defaultValue', label: t('custom.default'), hint: t('custom.defaultHint'), error };
  switch (type) {
    case 'text':
      return (
        <TextField
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(words) => onChange(words === '' ? null : words)}
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
    case 'date':
      return (
        <DateField
          {...common}
          value={typeof value === 'string' ? value : undefined}
          onChange={(day) => onChange(day ?? null)}
        />
      );
    case 'boolean':
      return <Checkbox visibleLabel label={t('custom.defaultYes')} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          value={typeof value === 'string' ? value : ''}
          options={[
            { value: '', label: vocabulary('none') },
            ...options
              .filter(({ key }) => key !== '')
              .map(({ key, label }) => ({ value: key, label: labelIn(label, i18n.language) })),
          ]}
          onChange={(key) => onChange(key === '' ? null : key)}
        />
      );
    case 'money':
    case 'multi_choice':
    case 'link':
      return null;
  }
}
