import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { useTranslation } from 'react-i18next';
import { scheduleTurns } from '@crm/domain/workflow/schedule.rules';
import type { WorkflowTrigger } from '@crm/domain/workflow/workflow';
import type { FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { halfHours } from '../half-hours.ts';
import { useWeekdays } from '../use-weekdays.ts';

type Schedule = Extract<WorkflowTrigger, { on: 'schedule' }>;

interface ScheduleFieldsProps {
  readonly errors: FieldErrors;
  readonly value: Schedule;
  readonly onChange: (trigger: Schedule) => void;
}

/** When a rule comes round: how often, on which day, at what time of which place. */
export function ScheduleFields({ errors, value, onChange }: ScheduleFieldsProps) {
  const { t } = useTranslation('rules');
  const { t: vocabulary } = useTranslation('vocabulary');
  const weekdays = useWeekdays();
  const { every, minute, timeZone } = value;
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), timeZone])].toSorted();
  return (
    <>
      <SelectField
        name="trigger.every"
        label={t('schedule.every')}
        error={errors['trigger.every']}
        value={every}
        options={scheduleTurns.map((turn) => ({ value: turn, label: t(`schedule.turn.${turn}`) }))}
        onChange={(turn) =>
          onChange({
            on: 'schedule',
            every: turn,
            minute,
            timeZone,
            ...(turn === 'week' && { weekday: 1 }),
            ...(turn === 'month' && { day: 1 }),
          })
        }
      />
      {every === 'week' && (
        <SelectField
          name="trigger.weekday"
          label={t('schedule.weekday')}
          error={errors['trigger.weekday']}
          value={String(value.weekday ?? 1)}
          options={weekdays.map(({ weekday, name }) => ({ value: String(weekday), label: name }))}
          onChange={(weekday) => onChange({ ...value, weekday: Number(weekday) })}
        />
      )}
      {every === 'month' && (
        <NumberField
          name="trigger.day"
          label={t('schedule.day')}
          hint={t('schedule.dayHint')}
          error={errors['trigger.day']}
          value={value.day}
          onChange={(day) => onChange({ ...value, day: day ?? 1 })}
        />
      )}
      <SelectField
        name="trigger.minute"
        label={t('schedule.time')}
        error={errors['trigger.minute']}
        value={String(minute)}
        options={halfHours(minute)}
        onChange={(at) => onChange({ ...value, minute: Number(at) })}
      />
      <SelectField
        name="trigger.timeZone"
        label={vocabulary('field.timeZone')}
        error={errors['trigger.timeZone']}
        value={timeZone}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        onChange={(zone) => onChange({ ...value, timeZone: zone })}
      />
    </>
  );
}
