import { Checkbox } from '@crm/ui/controls/checkbox';
import classes from './check-group.module.css';

interface CheckGroupProps<Value extends string | number> {
  readonly legend: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
  readonly hint?: string | undefined;
}

/** Several of a known few, in the order of the options. */
export function CheckGroup<Value extends string | number>(props: CheckGroupProps<Value>) {
  const { legend, options, value, onChange, hint } = props;
  const toggle = (option: Value, isOn: boolean) =>
    onChange(options.map((known) => known.value).filter((known) => (known === option ? isOn : value.includes(known))));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{legend}</legend>
      <div className={classes.boxes}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            visibleLabel
            label={option.label}
            checked={value.includes(option.value)}
            onChange={(isOn) => toggle(option.value, isOn)}
          />
        ))}
      </div>
      {hint && <p className={classes.hint}>{hint}</p>}
    </fieldset>
  );
}
