import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { IconButton } from '@crm/ui/controls/icon-button';
import { useTranslation } from 'react-i18next';
import type { WorkingInterval } from '@crm/domain/calendar/working-time.rules';
import { useWeekdays } from '../use-weekdays.ts';
import classes from './service.module.css';

interface WeekFieldProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly value: readonly WorkingInterval[];
  readonly onChange: (hours: readonly WorkingInterval[]) => void;
}

const day = 1440;
const hour = 60;
const opens = 540;
const closes = 1020;

/** The open hours of each weekday: none, one stretch, or several with a break between. */
export function WeekField({ label, error, value, onChange }: WeekFieldProps) {
  const { t } = useTranslation('settings');
  const weekdays = useWeekdays();
  const change = (at: WorkingInterval, next: WorkingInterval) =>
    onChange(value.map((interval) => (interval === at ? next : interval)));
  return (
    <fieldset className={classes.week} aria-invalid={error ? true : undefined}>
      <legend className={classes.legend}>{label}</legend>
      {weekdays.map(({ weekday, name }) => {
        const intervals = value
          .filter((interval) => interval.weekday === weekday)
          .toSorted((a, b) => a.startMinute - b.startMinute);
        const last = intervals.at(-1);
        return (
          <div key={weekday} className={classes.weekday}>
            <Checkbox
              visibleLabel
              label={name}
              checked={intervals.length > 0}
              onChange={(isOpen) =>
                onChange(
                  isOpen
                    ? [...value, { weekday, startMinute: opens, endMinute: closes }]
                    : value.filter((interval) => interval.weekday !== weekday),
                )
              }
            />
            <div className={classes.stretches}>
              {intervals.length === 0 && <span className={classes.closed}>{t('service.closed')}</span>}
              {intervals.map((interval, index) => (
                <span key={index} className={classes.stretch}>
                  <MinuteSelect
                    label={t('service.opensOn', { day: name })}
                    value={interval.startMinute}
                    from={0}
                    to={interval.endMinute - 1}
                    onChange={(startMinute) => change(interval, { ...interval, startMinute })}
                  />
                  <span aria-hidden="true">–</span>
                  <MinuteSelect
                    label={t('service.closesOn', { day: name })}
                    value={interval.endMinute}
                    from={interval.startMinute + 1}
                    to={day}
                    onChange={(endMinute) => change(interval, { ...interval, endMinute })}
                  />
                  {intervals.length > 1 && (
                    <IconButton
                      icon="close"
                      size="small"
                      variant="ghost"
                      label={t('service.removeHours', { day: name })}
                      onClick={() => onChange(value.filter((other) => other !== interval))}
                    />
                  )}
                </span>
              ))}
              {last && last.endMinute + hour <= day && (
                <Button
                  size="small"
                  variant="ghost"
                  icon="plus"
                  aria-label={t('service.addHoursOn', { day: name })}
                  onClick={() =>
                    onChange([
                      ...value,
                      {
                        weekday,
                        startMinute: Math.min(last.endMinute + hour, day - hour),
                        endMinute: Math.min(last.endMinute + 3 * hour, day),
                      },
                    ])
                  }
                >
                  {t('service.addHours')}
                </Button>
              )}
            </div>
          </div>
        );
      })}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface MinuteSelectProps {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly onChange: (minute: number) => void;
}

const step = 30;

/** A time of the day in half hours, and the one that is chosen. */
function MinuteSelect({ label, value, from, to, onChange }: MinuteSelectProps) {
  const usual = Array.from({ length: day / step + 1 }, (_, index) => index * step);
  const all = usual.includes(value) ? usual : [...usual, value].toSorted((a, b) => a - b);
  const two = (part: number) => String(part).padStart(2, '0');
  return (
    <select
      className={classes.minute}
      aria-label={label}
      dir="ltr"
      value={value}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {all
        .filter((minute) => minute >= from && minute <= to)
        .map((minute) => (
          <option key={minute} value={minute}>
            {`${two(Math.floor(minute / hour))}:${two(minute % hour)}`}
          </option>
        ))}
    </select>
  );
}
