import type { ReactNode } from 'react';
import classes from './toolbar.module.css';

interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Directly below a page's head, with no tabs between. */
  readonly isTight?: boolean;
  /** Stands at the end and is left out on a phone. */
  readonly end?: ReactNode;
}

/** The bar over a list: filters, and at its end what concerns the view. */
export function Toolbar({ label, children, isTight, end }: ToolbarProps) {
  return (
    <div className={classes.bar} role="group" aria-label={label} data-tight={isTight || undefined}>
      {children}
      {end && <div className={classes.end}>{end}</div>}
    </div>
  );
}
