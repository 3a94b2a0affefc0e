import type { ReactNode } from 'react';
import classes from './toolbar.module.css';

interface ToolbarProps {
  readonly label: string;
  readonly children: ReactNode;
  /** Stands at the end and is left out on a phone. */
  readonly end?: ReactNode;
}

/** The bar over a list: filters, and at its end what concerns the view. */
export function Toolbar({ label, children, end }: ToolbarProps) {
  return (
    <div className={classes.bar} role="group" aria-label={label}>
      {children}
      {end && <div className={classes.end}>{end}</div>}
    </div>
  );
}
