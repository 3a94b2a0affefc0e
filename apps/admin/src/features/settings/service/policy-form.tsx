import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import { slaPolicy, type SlaPolicyRow } from '@crm/domain/sla/sla-policy';
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
  'name' | 'calendarId' | 'targets' | 'isDefault' | 'position' | 'categoryId' | 'priority' | 'industry'
>;

const hour = 60;
/** What a new promise begins with: hours to the first answer and to the solution. */
const usual: PolicyValues['targets'] = {
  low: { firstResponseMinutes: 9 * hour, resolutionMinutes: 72 * hour },
  normal: { firstResponseMinutes: 6 * hour, resolutionMinutes: 36 * hour },
  high: { firstResponseMinutes: 3 * hour, resolutionMinutes: 18 * hour },
  urgent: { firstResponseMinutes: hour, resolutionMinutes: 9 * hour },
};

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
    }),
    onSaved: useFormSaved('sla_policy', onClose),
  });
  const fields = makeFields(form, labels);
  const { targets, isDefault } = form.values;
  const target = (priority: TicketPriority, key: 'firstResponseMinutes' | 'resolutionMinutes') => (
    <NumberField
      label={`${vocabulary(`priority.${priority}`)}: ${vocabulary(key === 'resolutionMinutes' ? 'field.resolution' : 'field.firstResponse')}`}
      error={form.errors['targets']}
      unit={t('service.hourUnit')}
      value={targets[priority][key] / hour}
      onChange={(hours) =>
        form.set('targets', {
          ...targets,
          [priority]: { ...targets[priority], [key]: Math.round((hours ?? 0) * hour) },
        })
      }
    />
  );
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
        <FormGrid columns={2}>
          {ticketPriorities
            .toReversed()
            .flatMap((priority) => [
              <div key={`${priority}-first`}>{target(priority, 'firstResponseMinutes')}</div>,
              <div key={`${priority}-resolution`}>{target(priority, 'resolutionMinutes')}</div>,
            ])}
        </FormGrid>
        <p className={settings.hint}>{t('service.targetsHint')}</p>
      </div>
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
