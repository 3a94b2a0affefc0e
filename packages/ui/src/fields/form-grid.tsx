import type { ReactNode } from 'react';
import classes from './form-grid.module.css';

/** Fields below each other, or so many in a row as `columns` says, where there is room. */
export function FormGrid({ columns = 1, children }: { readonly columns?: 1 | 2 | 3; readonly children: ReactNode }) {
  return (
    <div className={classes.grid} data-columns={columns}>
      {children}
    </div>
  );
}
