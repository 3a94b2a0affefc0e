import { Checkbox } from '@crm/ui/controls/checkbox';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { ticketCategory, type TicketCategoryRow } from '@crm/domain/ticket/ticket-category';
import { api } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';

type CategoryValues = Pick<TicketCategoryRow, 'name' | 'teamId' | 'skill' | 'isDefault'>;

/** Creates a category, or changes one. */
export function CategoryForm({ id, onClose }: FormProps) {
  return (
    <WithRecord resource="ticket_category" id={id} get={api.ticket_category.get} onClose={onClose}>
      {(row) => <Fields row={row} onClose={onClose} />}
    </WithRecord>
  );
}

function Fields({ row, onClose }: { readonly row: TicketCategoryRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const labels: FieldLabels<CategoryValues> = {
    name: vocabulary('field.title'),
    teamId: vocabulary('field.team'),
    skill: vocabulary('field.skill'),
    isDefault: vocabulary('field.isDefault'),
  };
  const form = useRecordForm({
    resource: 'ticket_category',
    api: api.ticket_category,
    definition: ticketCategory,
    row,
    valuesOf: (of): CategoryValues => ({
      name: of?.name ?? '',
      teamId: of?.teamId ?? null,
      skill: of?.skill ?? null,
      isDefault: of?.isDefault ?? false,
    }),
    onSaved: useFormSaved('ticket_category', onClose),
  });
  const fields = makeFields(form, labels);
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('service.create.ticket_category')}
      submit={row ? frame('form.save') : t('service.submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <TeamLookup {...fields.relation('teamId')} known={row?.team} hint={t('service.teamHint')} />
      <TextField {...fields.words('skill')} maxLength={50} hint={t('service.skillHint')} />
      <Checkbox visibleLabel {...fields.flag('isDefault')} />
    </FormDrawer>
  );
}
