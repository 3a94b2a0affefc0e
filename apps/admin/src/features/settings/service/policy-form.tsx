import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import { escalations, slaPolicy, type SlaPolicyRow } from '@crm/domain/sla/sla-policy';
import { ticketPriorities, type TicketPriority } from '@crm/domain/ticket/ticket-status.rules';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useTicketCategories } from '#admin/resource/directory.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import settings from '../settings.module.css';

type PolicyValues = Pick<
  SlaPolicyRow,
  'name' | 'calendarId' | 'targets' | 'isDefault' | 'position' | 'categoryId' | 'priority' | 'industry' | 'escalation'
>;

const hour = 60;
/** What a new promise begins with: hours to the first answer and to the solution. */
const usual: PolicyValues['targets'] = {
  low: { firstResponseMinutes: 9 * hour, nextResponseMinutes: 9 * hour, resolutionMinutes: 72 * hour },
  normal: { firstResponseMinutes: 6 * hour, nextResponseMinutes: 6 * hour, resolutionMinutes: 36 * hour },
  high: { firstResponseMinutes: 3 * hour, nextResponseMinutes: 3 * hour, resolutionMinutes: 18 * hour },
  urgent: { firstResponseMinutes: hour, nextResponseMinutes: hour, resolutionMinutes: 9 * hour },
};

const clockFields = {
  firstResponseMinutes: 'field.firstResponse',
  nextResponseMinutes: 'field.nextResponse',
  resolutionMinutes: 'field.resolution',
} as const;

/** Makes a promise to customers, or changes one. */
export function PolicyForm({ id, onClose }: FormProps) {
  return (
    <WithRecord resource="sla_policy" id={id} get={api.sla_policy.get} onClose={onClose}>
      {(row) => <Fields row={row} onClose={onClose} />}
    </WithRecord>
  );
}

function Fields({ row, onClose }: { readonly row: SlaPolicyRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const calendars = useQuery(trpc.calendar.list.queryOptions({ limit: maxPageSize, sort: 'name' })).data?.items ?? [];
  const categories = useTicketCategories() ?? [];
  const labels: FieldLabels<PolicyValues> = {
    name: vocabulary('field.title'),
    calendarId: vocabulary('field.calendar'),
    targets: vocabulary('field.targets'),
    isDefault: t('service.otherwise'),
    position: vocabulary('field.position'),
    categoryId: vocabulary('field.category'),
    priority: vocabulary('field.priority'),
    industry: vocabulary('field.industry'),
    escalation: vocabulary('field.escalation'),
  };
  const form = useRecordForm({
    resource: 'sla_policy',
    api: api.sla_policy,
    definition: slaPolicy,
    row,
    valuesOf: (of): PolicyValues => ({
      name: of?.name ?? '',
      calendarId: of?.calendarId ?? '',
      targets: of?.targets ?? usual,
      isDefault: of?.isDefault ?? false,
      position: of?.position ?? 0,
      categoryId: of?.categoryId ?? null,
      priority: of?.priority ?? null,
      industry: of?.industry ?? null,
      escalation: of?.escalation ?? 'tell',
    }),
    onSaved: useFormSaved('sla_policy', onClose),
  });
  const fields = makeFields(form, labels);
  const { targets, isDefault } = form.values;
  const target = (priority: TicketPriority, key: keyof typeof clockFields) => {
    const { [key]: minutes, ...others } = targets[priority];
    return (
      <NumberField
        label={`${vocabulary(`priority.${priority}`)}: ${vocabulary(clockFields[key])}`}
        error={form.errors['targets']}
        unit={t('service.hourUnit')}
        value={minutes === undefined ? undefined : minutes / hour}
        onChange={(hours) =>
          form.set('targets', {
            ...targets,
            [priority]: {
              ...others,
              // Nothing is promised where a next response is left empty.
              ...((hours !== undefined || key !== 'nextResponseMinutes') && { [key]: Math.round((hours ?? 0) * hour) }),
            },
          })
        }
      />
    );
  };
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('service.create.sla_policy')}
      submit={row ? frame('form.save') : t('service.submit')}
      labels={labels}
      show={(key) => (key === 'targets' ? t('service.changed') : undefined)}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <SelectField
        {...fields.choice(
          'calendarId',
          calendars.map(({ id, name }) => ({ value: id, label: name })),
        )}
        placeholder={t('service.chooseCalendar')}
        required
      />
      <div className={settings.group} role="group" aria-label={labels.targets}>
        <FormGrid columns={3}>
          {ticketPriorities
            .toReversed()
            .flatMap((priority) => [
              <div key={`${priority}-first`}>{target(priority, 'firstResponseMinutes')}</div>,
              <div key={`${priority}-next`}>{target(priority, 'nextResponseMinutes')}</div>,
              <div key={`${priority}-resolution`}>{target(priority, 'resolutionMinutes')}</div>,
            ])}
        </FormGrid>
        <p className={settings.hint}>{t('service.targetsHint')}</p>
      </div>
      <SelectField
        {...fields.choice(
          'escalation',
          escalations.map((value) => ({ value, label: t(`service.escalation.${value}`) })),
        )}
        hint={t('service.escalationHint')}
      />
      <Checkbox visibleLabel {...fields.flag('isDefault')} />
      {!isDefault && (
        <FormGrid columns={2}>
          <TextField {...fields.words('industry')} maxLength={100} />
          <SelectField
            {...fields.choiceOrNone(
              'priority',
              ticketPriorities.map((value) => ({ value, label: vocabulary(`priority.${value}`) })),
              t('service.any'),
            )}
          />
          <SelectField
            {...fields.choiceOrNone(
              'categoryId',
              categories.map(({ id, name }) => ({ value: id, label: name })),
              t('service.any'),
            )}
          />
          <NumberField {...fields.number('position')} hint={t('service.positionHint')} />
        </FormGrid>
      )}
    </FormDrawer>
  );
}
