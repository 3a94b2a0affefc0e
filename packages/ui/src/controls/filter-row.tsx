import classes from './filter-row.module.css';
import { Button } from './button.tsx';

interface FilterRowProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A row of kinds, one of which is shown: the kinds of timeline entries. */
export function FilterRow<Value extends string>(props: FilterRowProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <div className={classes.row} role="group" aria-label={label}>
      {options.map((option) => (
        <Button
          key={option.value}
          variant="ghost"
          size="small"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </Button>
      ))}
    </div>
  );
}
