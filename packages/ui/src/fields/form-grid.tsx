import type { ReactNode } from 'react';
import classes from './form-grid.module.css';

/** Fields below each other, or two in a row where `columns` is 2 and there is room. */
export function FormGrid({ columns = 1, children }: { readonly columns?: 1 | 2; readonly children: ReactNode }) {
  return (
    <div className={classes.grid} data-columns={columns}>
      {children}
    </div>
  );
}
