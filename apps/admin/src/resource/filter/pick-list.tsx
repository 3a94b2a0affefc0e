import { Checkbox } from '@crm/ui/controls/checkbox';
import { useTranslation } from 'react-i18next';
import classes from './pick-list.module.css';

/** One thing that can be ticked. */
interface PickOption {
  readonly value: string;
  readonly label: string;
}

interface PickListProps {
  readonly label: string;
  readonly options: readonly PickOption[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** At most one is ticked. */
  readonly single?: boolean;
  readonly busy?: boolean;
}

/** Boxes to tick, one below the other. */
export function PickList({ label, options, chosen, onChange, single, busy }: PickListProps) {
  const { t } = useTranslation('resource');
  const toggle = (value: string, isOn: boolean) => {
    if (single) onChange(isOn ? [value] : []);
    else onChange(isOn ? [...chosen, value] : chosen.filter((other) => other !== value));
  };
  return (
    <fieldset className={classes.list} aria-label={label} aria-busy={busy || undefined}>
      {options.map((option) => (
        <div key={option.value} className={classes.line}>
          <Checkbox
            visibleLabel
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(isOn) => toggle(option.value, isOn)}
          />
        </div>
      ))}
      {options.length === 0 && (
        <output className={classes.note}>{t(busy ? 'filter.searching' : 'filter.nothing')}</output>
      )}
    </fieldset>
  );
}
