import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { useTranslation } from 'react-i18next';
import type { FilterValues, RangeField } from './filter-field.ts';

interface RangeEditorProps {
  readonly field: RangeField;
  readonly values: FilterValues;
  readonly onChange: (values: Readonly<Record<string, string | undefined>>) => void;
}

/** Between two numbers, in the unit that is shown. */
export function RangeEditor({ field, values, onChange }: RangeEditorProps) {
  const { t } = useTranslation('resource');
  const { from, to, scale = 1 } = field;
  const input = (param: string, label: string) => {
    const value = values[param];
    return (
      <NumberField
        label={label}
        value={value === undefined ? undefined : Number(value) / scale}
        onChange={(next) => onChange({ [param]: next === undefined ? undefined : String(Math.round(next * scale)) })}
      />
    );
  };
  return (
    <FormGrid columns={to === undefined ? 1 : 2}>
      {input(from, t('filter.atLeast'))}
      {to !== undefined && input(to, t('filter.atMost'))}
    </FormGrid>
  );
}
