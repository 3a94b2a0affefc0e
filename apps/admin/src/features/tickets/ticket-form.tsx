import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { EmailField, TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { useTranslation } from 'react-i18next';
import { ticket, ticketChannels, type TicketRow } from '@crm/domain/ticket/ticket';
import { ticketPriorities } from '@crm/domain/ticket/ticket-status.rules';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { useTicketCategories } from '#admin/resource/directory.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { AccountLookup, ContactLookup, PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { ticketValues, useTicketLabels } from './ticket-values.ts';

/** Opens a ticket, or changes one. */
export function TicketForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="ticket" id={id} get={api.ticket.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: TicketRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('tickets');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const mayAssign = row ? row.abilities.assign : may('ticket:assign');
  const labels = useTicketLabels();
  const saved = useFormSaved('ticket', onClose);
  const form = useRecordForm({
    resource: 'ticket',
    api: api.ticket,
    definition: ticket,
    row,
    valuesOf: (of) => ticketValues(of, preset),
    onSaved: ({ id, subject }, how) => saved({ id, name: subject }, how),
  });
  const fields = makeFields(form, labels);
  const categories = useTicketCategories() ?? [];
  const channels = ticketChannels.map((value) => ({ value, label: vocabulary(`ticketChannel.${value}`) }));
  const priorities = ticketPriorities.map((value) => ({ value, label: vocabulary(`priority.${value}`) }));
  const { contactId, accountId, categoryId } = form.values;
  const category = fields.relation('categoryId');

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.number }) : t('create')}
      submit={row ? frame('form.save') : t('submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('subject')} required maxLength={300} />
      <TextareaField {...fields.words('description')} rows={5} maxLength={20_000} hint={t('descriptionHint')} />
      <FormGrid columns={2}>
        <ContactLookup {...fields.relation('contactId')} accountId={accountId ?? null} known={row?.contact} />
        <AccountLookup
          {...fields.relation('accountId')}
          known={row?.account}
          {...(contactId !== null && !accountId && { hint: t('accountHint') })}
        />
      </FormGrid>
      {contactId === null && (
        <FormGrid columns={2}>
          <TextField {...fields.words('requesterName')} maxLength={150} />
          <EmailField {...fields.words('requesterEmail')} autoComplete="off" />
        </FormGrid>
      )}
      <FormGrid columns={2}>
        <SelectField {...fields.choice('channel', channels)} />
        <SelectField {...fields.choice('priority', priorities)} />
        <SelectField
          name="categoryId"
          label={labels.categoryId}
          error={category.error}
          value={categoryId ?? ''}
          options={[
            { value: '', label: t('defaultCategory') },
            ...categories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => form.set('categoryId', id === '' ? (row ? null : undefined) : id)}
        />
        <TeamLookup {...fields.relation('teamId')} known={row?.team} {...(!row && { hint: t('teamHint') })} />
        {mayAssign && <PersonLookup {...fields.relation('assignedTo')} known={row?.assignee} />}
      </FormGrid>
    </FormDrawer>
  );
}
