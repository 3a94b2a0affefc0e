import type { MouseEvent } from 'react';
import { Icon } from '../icons/icon.tsx';
import classes from './checkbox.module.css';

interface CheckboxProps {
  readonly checked: boolean;
  /** Some of what it stands for is chosen. */
  readonly mixed?: boolean;
  readonly label: string;
  /** Draws the label beside the box; else only screen readers hear it. */
  readonly visibleLabel?: boolean;
  readonly onChange: (checked: boolean) => void;
  /** For a range by Shift: the event tells which keys were held. */
  readonly onClick?: (event: MouseEvent<HTMLInputElement>) => void;
  readonly tabIndex?: number;
  readonly disabled?: boolean;
}

/** A box to tick, with a target of 27 px. */
export function Checkbox(props: CheckboxProps) {
  const { checked, mixed = false, label, visibleLabel = false, onChange, ...rest } = props;
  return (
    <label className={classes.root}>
      <span className={classes.box}>
        <input
          {...rest}
          type="checkbox"
          className={classes.input}
          checked={checked}
          aria-label={visibleLabel ? undefined : label}
          ref={(input) => {
            if (input) input.indeterminate = mixed;
          }}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span className={classes.mark} data-on={checked || mixed || undefined}>
          {mixed ? <span className={classes.dash} /> : checked && <Icon name="check" size={12} />}
        </span>
      </span>
      {visibleLabel && <span>{label}</span>}
    </label>
  );
}
