import { cx } from '../cx.ts';
import classes from './icon.module.css';
import { iconPaths } from './icon-paths.ts';

/** The name of a drawing. */
export type IconName = keyof typeof iconPaths;

// Drawings whose sense runs along the line of reading; all others stay as they are in RTL.
const mirrored: ReadonlySet<IconName> = new Set(['arrow', 'chevron-end', 'chevron-start', 'enter']);
// Dots and the mark of the product are drawn with a heavier line.
const heavy: ReadonlySet<IconName> = new Set(['more', 'logo']);

/** Size in CSS pixels of the square that an icon fills. */
export type IconSize = 12 | 14 | 16 | 20;

interface IconProps {
  readonly name: IconName;
  readonly size?: IconSize;
  readonly className?: string | undefined;
}

/** A drawing beside a word. It says nothing to a screen reader: the word, or a label, does. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cx(classes.icon, mirrored.has(name) && classes.mirrored, className)}
      data-size={size}
      data-heavy={heavy.has(name) || undefined}
    >
      <path d={iconPaths[name]} />
    </svg>
  );
}
