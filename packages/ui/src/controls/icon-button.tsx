import { cx } from '../cx.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import { tooltip } from '../overlays/tooltip.ts';
import type { ButtonProps } from './button.tsx';
import buttonClasses from './button.module.css';
import classes from './icon-button.module.css';

interface IconButtonProps extends Omit<
  ButtonProps,
  'icon' | 'iconEnd' | 'children' | 'block' | 'grow' | 'collapses' | 'wideOnly' | 'busy' | 'unavailable'
> {
  readonly icon: IconName;
  /** What it does; read by screen readers and shown on hover. */
  readonly label: string;
}

/** A verb that its icon alone can carry. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, variant = 'plain', size, kbd, className, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      {...tooltip(label, kbd)}
      type={type}
      aria-label={label}
      className={cx(
        buttonClasses.button,
        buttonClasses[variant],
        size === 'small' && buttonClasses.small,
        classes.square,
        size === 'small' && classes.smallSquare,
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  );
}
