import { useTranslation } from 'react-i18next';
import type { ApiError } from '#admin/lib/api-error.ts';
import { useSession } from '#admin/lib/session.ts';
import { customValueOf, isEditableBy, useCustomFields, useCustomLabels } from '#admin/resource/custom/custom-fields.ts';
import { CustomValue } from '#admin/resource/custom/custom-value.tsx';
import { EditableFacts } from './editable-facts.tsx';

interface CustomFactsProps {
  readonly resource: string;
  readonly row: { readonly abilities: { readonly update: boolean } };
  readonly save: (data: { custom: Record<string, unknown> }) => Promise<ApiError | undefined>;
}

/** What a record holds in the fields that this workspace gave to its kind, each to be changed in its place. */
export function CustomFacts({ resource, row, save }: CustomFactsProps) {
  const { t } = useTranslation('records');
  const { role } = useSession();
  const { fields } = useCustomFields(resource);
  const labels = useCustomLabels();
  const sections = Map.groupBy(fields, ({ section }) => section);
  return [...sections].map(([section, held]) => (
    <EditableFacts
      key={section ?? ''}
      title={section ?? t('group.custom')}
      facts={held.map((field) => {
        const value = customValueOf(row, field);
        const mayEdit = row.abilities.update && isEditableBy(field, role);
        return {
          id: field.id,
          label: labels.field(field),
          value: <CustomValue field={field} value={value} />,
          editor: mayEdit
            ? {
                kind: 'custom' as const,
                field,
                value,
                save: (next: unknown) => save({ custom: { [field.key]: next } }),
              }
            : undefined,
        };
      })}
    />
  ));
}
