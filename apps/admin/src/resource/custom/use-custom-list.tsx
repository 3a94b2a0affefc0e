import { Text } from '@crm/ui/data/text';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isSortable } from '@crm/domain/custom-field/custom-field.rules';
import type { FilterField } from '../filter/filter-field.ts';
import type { ListColumn } from '../list/list-columns.ts';
import { customPath, customValueOf, labelIn, useCustomFields, type CustomDefinition } from './custom-fields.ts';
import { CustomValue } from './custom-value.tsx';

/** What of a figure's unit the server counts in: cents. */
const minorPerMajor = 100;

/** The columns and conditions that a list has by the fields that this workspace gave to its records. */
export function useCustomList<Row>(resource: string): {
  readonly columns: readonly ListColumn<Row>[];
  readonly conditions: readonly FilterField[];
  readonly isPending: boolean;
} {
  const { i18n } = useTranslation();
  const { fields, isPending } = useCustomFields(resource);
  const { language } = i18n;
  return useMemo(
    () => ({
      columns: fields.map((field) => columnOf(field, language)),
      conditions: fields.flatMap((field) => conditionOf(field, language) ?? []),
      isPending,
    }),
    [fields, language, isPending],
  );
}

function columnOf<Row>(field: CustomDefinition, language: string): ListColumn<Row> {
  return {
    id: customPath(field),
    header: labelIn(field.label, language),
    width: '148px',
    sortable: isSortable(field.type),
    figures: field.type === 'number' || field.type === 'money',
    cell: (row) => (
      <Text level={2} cut>
        <CustomValue field={field} value={customValueOf(row, field)} />
      </Text>
    ),
  };
}

function conditionOf(field: CustomDefinition, language: string): FilterField | undefined {
  const id = customPath(field);
  const common = { id, label: labelIn(field.label, language) };
  const bounds = { from: `${id}.from`, to: `${id}.to` };
  switch (field.type) {
    case 'text':
      return { ...common, kind: 'words' };
    case 'choice':
    case 'multi_choice': {
      const options = field.options.map(({ key, label }) => ({ value: key, label: labelIn(label, language) }));
      return { ...common, kind: 'choice', options };
    }
    case 'boolean':
      return { ...common, kind: 'flag' };
    case 'date':
      return { ...common, kind: 'days', ...bounds, as: 'day', looks: 'ahead' };
    case 'number':
      return { ...common, kind: 'range', ...bounds };
    case 'money':
      return { ...common, kind: 'range', ...bounds, scale: minorPerMajor };
    case 'link':
      if (field.target === 'user') return { ...common, kind: 'people' };
      // What else a link can point to has no picker among the conditions.
      return field.target === 'account' ? { ...common, kind: 'account' } : undefined;
  }
}
