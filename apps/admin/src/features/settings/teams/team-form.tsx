import { Checkbox } from '@crm/ui/controls/checkbox';
import { NumberField } from '@crm/ui/fields/number-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { team, type TeamRow } from '@crm/domain/team/team';
import { api } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { PersonLookup, TeamLookup } from '#admin/resource/form/lookup-fields.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import classes from '../settings.module.css';

type TeamValues = Pick<
  TeamRow,
  'name' | 'parentId' | 'leadId' | 'takesLeads' | 'leadResponseHours' | 'takesTickets' | 'ticketTakeMinutes'
>;

/** Creates a team, or changes one. */
export function TeamForm({ id, preset, onClose }: FormProps) {
  return (
    <WithRecord resource="team" id={id} get={api.team.get} onClose={onClose}>
      {(row) => <Fields row={row} preset={preset} onClose={onClose} />}
    </WithRecord>
  );
}

interface FieldsProps extends Pick<FormProps, 'preset' | 'onClose'> {
  readonly row: TeamRow | undefined;
}

function Fields({ row, preset, onClose }: FieldsProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const labels: FieldLabels<TeamValues> = {
    name: vocabulary('field.title'),
    parentId: vocabulary('field.parent'),
    leadId: vocabulary('field.teamLead'),
    takesLeads: vocabulary('field.takesLeads'),
    leadResponseHours: vocabulary('field.leadResponseHours'),
    takesTickets: vocabulary('field.takesTickets'),
    ticketTakeMinutes: vocabulary('field.ticketTakeMinutes'),
  };
  const form = useRecordForm({
    resource: 'team',
    api: api.team,
    definition: team,
    row,
    valuesOf: (of): TeamValues => ({
      name: of?.name ?? preset['name'] ?? '',
      parentId: of?.parentId ?? preset['parentId'] ?? null,
      leadId: of?.leadId ?? null,
      takesLeads: of?.takesLeads ?? false,
      leadResponseHours: of?.leadResponseHours ?? null,
      takesTickets: of?.takesTickets ?? false,
      ticketTakeMinutes: of?.ticketTakeMinutes ?? null,
    }),
    onSaved: useFormSaved('team', onClose),
  });
  const fields = makeFields(form, labels);

  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('team.create')}
      submit={row ? frame('form.save') : t('team.submit')}
      labels={labels}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <TeamLookup {...fields.relation('parentId')} hint={t('team.parentHint')} />
      <PersonLookup {...fields.relation('leadId')} known={row?.lead} />
      <div className={classes.group}>
        <Checkbox visibleLabel {...fields.flag('takesLeads')} />
        <p className={classes.hint}>{t('team.takesHint')}</p>
      </div>
      <NumberField
        name="leadResponseHours"
        label={labels.leadResponseHours}
        hint={t('team.responseHint')}
        error={form.errors['leadResponseHours']}
        value={form.values.leadResponseHours ?? undefined}
        onChange={(hours) => form.set('leadResponseHours', hours === undefined ? null : Math.trunc(hours))}
      />
      <div className={classes.group}>
        <Checkbox visibleLabel {...fields.flag('takesTickets')} />
        <p className={classes.hint}>{t('team.ticketsHint')}</p>
      </div>
      {form.values.takesTickets && (
        <NumberField
          name="ticketTakeMinutes"
          label={labels.ticketTakeMinutes}
          hint={t('team.takeHint')}
          error={form.errors['ticketTakeMinutes']}
          value={form.values.ticketTakeMinutes ?? undefined}
          onChange={(minutes) => form.set('ticketTakeMinutes', minutes === undefined ? null : Math.trunc(minutes))}
        />
      )}
    </FormDrawer>
  );
}
