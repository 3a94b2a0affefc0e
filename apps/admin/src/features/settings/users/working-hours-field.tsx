import { Checkbox } from '@crm/ui/controls/checkbox';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { SelectField } from '@crm/ui/fields/select-field';
import { useLocale } from '@crm/ui/hooks/use-locale';
import { useTranslation } from 'react-i18next';
import { officeHours, type WorkingHours } from '@crm/domain/lead/lead-assignment.rules';
import { CheckGroup } from '#admin/resource/form/check-group.tsx';
import { endOfDay, halfHours } from '../half-hours.ts';
import classes from '../settings.module.css';

interface WorkingHoursFieldProps {
  readonly value: WorkingHours | null;
  readonly onChange: (hours: WorkingHours | null) => void;
}

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
              options={halfHours(value.startMinute, 0, value.endMinute - 1)}
              onChange={(minute) => onChange({ ...value, startMinute: Number(minute) })}
            />
            <SelectField
              label={t('user.to')}
              value={String(value.endMinute)}
              options={halfHours(value.endMinute, value.startMinute + 1, endOfDay)}
              onChange={(minute) => onChange({ ...value, endMinute: Number(minute) })}
            />
          </FormGrid>
        </>
      )}
    </div>
  );
}
