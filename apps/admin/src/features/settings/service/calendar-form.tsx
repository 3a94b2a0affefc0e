import { Checkbox } from '@crm/ui/controls/checkbox';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';
import { calendar, type CalendarRow } from '@crm/domain/calendar/calendar';
import type { WorkingInterval } from '@crm/domain/calendar/working-time.rules';
import { useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { FormDrawer } from '#admin/resource/form/form-drawer.tsx';
import { makeFields, type FieldLabels } from '#admin/resource/form/make-fields.ts';
import { useRecordForm } from '#admin/resource/form/use-record-form.ts';
import { WithRecord } from '#admin/resource/form/with-record.tsx';
import { useFormSaved } from '#admin/resource/use-form-saved.ts';
import type { FormProps } from '#admin/resource/use-forms.ts';
import { WeekField } from './week-field.tsx';

type CalendarValues = Pick<CalendarRow, 'name' | 'timeZone' | 'hours' | 'isDefault'>;

/** Monday to Friday, nine to five. */
const usual: readonly WorkingInterval[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  startMinute: 540,
  endMinute: 1020,
}));

/** Creates a calendar, or changes one. */
export function CalendarForm({ id, onClose }: FormProps) {
  return (
    <WithRecord resource="calendar" id={id} get={api.calendar.get} onClose={onClose}>
      {(row) => <Fields row={row} onClose={onClose} />}
    </WithRecord>
  );
}

function Fields({ row, onClose }: { readonly row: CalendarRow | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const labels: FieldLabels<CalendarValues> = {
    name: vocabulary('field.title'),
    timeZone: vocabulary('field.timeZone'),
    hours: vocabulary('field.hours'),
    isDefault: vocabulary('field.isDefault'),
  };
  const form = useRecordForm({
    resource: 'calendar',
    api: api.calendar,
    definition: calendar,
    row,
    valuesOf: (of): CalendarValues => ({
      name: of?.name ?? '',
      timeZone: of?.timeZone ?? session.timeZone,
      hours: of?.hours ?? [...usual],
      isDefault: of?.isDefault ?? false,
    }),
    onSaved: useFormSaved('calendar', onClose),
  });
  const fields = makeFields(form, labels);
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), form.values.timeZone])].toSorted();
  return (
    <FormDrawer
      form={form}
      title={row ? frame('form.edit', { name: row.name }) : t('service.create.calendar')}
      submit={row ? frame('form.save') : t('service.submit')}
      labels={labels}
      show={(key) => (key === 'hours' ? t('service.changed') : undefined)}
      onClose={onClose}
    >
      <TextField {...fields.text('name')} required maxLength={100} />
      <SelectField
        {...fields.choice(
          'timeZone',
          zones.map((value) => ({ value, label: value.replaceAll('_', ' ') })),
        )}
      />
      <WeekField
        label={labels.hours}
        error={form.errors['hours']}
        value={form.values.hours}
        onChange={(hours) => form.set('hours', hours)}
      />
      <Checkbox visibleLabel {...fields.flag('isDefault')} />
    </FormDrawer>
  );
}
