import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { useTranslation } from 'react-i18next';
import { officeHours, type WorkingHours } from '@crm/domain/lead/lead-assignment.rules';
import { CheckGroup } from '../check-group.tsx';
import classes from '../settings.module.css';

interface WorkingHoursFieldProps {
  readonly value: WorkingHours | null;
  readonly onChange: (hours: WorkingHours | null) => void;
}

const halfHour = 30;
const day = 24 * 60;
/** 2024 began on a Monday. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** When somebody works; new leads are given to those at work. */
export function WorkingHoursField({ value, onChange }: WorkingHoursFieldProps) {
  const { t } = useTranslation('settings');
  const { locale } = useLocale();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const days = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
    value: number,
    label: weekday.format(mondayMs + (number - 1) * dayMs),
  }));
  return (
    <div className={classes.group}>
      <Checkbox
        visibleLabel
        label={t('user.workingOwn')}
        checked={value !== null}
        onChange={(isOwn) => onChange(isOwn ? officeHours : null)}
      />
      {value === null ? (
        <p className={classes.hint}>{t('user.workingUsual')}</p>
      ) : (
        <>
          <CheckGroup
            legend={t('user.days')}
            options={days}
            value={value.days}
            onChange={(chosen) => chosen.length > 0 && onChange({ ...value, days: [...chosen] })}
          />
          <FormGrid columns={2}>
            <SelectField
              label={t('user.from')}
              value={String(value.startMinute)}
              options={minutes(0, value.endMinute - 1, value.startMinute)}
              onChange={(minute) => onChange({ ...value, startMinute: Number(minute) })}
            />
            <SelectField
              label={t('user.to')}
              value={String(value.endMinute)}
              options={minutes(value.startMinute + 1, day, value.endMinute)}
              onChange={(minute) => onChange({ ...value, endMinute: Number(minute) })}
            />
          </FormGrid>
        </>
      )}
    </div>
  );
}

/** The half hours between two minutes of the day, and the one that is chosen. */
function minutes(from: number, to: number, chosen: number) {
  const usual = Array.from({ length: day / halfHour + 1 }, (_, index) => index * halfHour);
  const all = usual.includes(chosen) ? usual : [...usual, chosen].toSorted((a, b) => a - b);
  return all
    .filter((minute) => minute >= from && minute <= to)
    .map((minute) => ({ value: String(minute), label: clock(minute) }));
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
