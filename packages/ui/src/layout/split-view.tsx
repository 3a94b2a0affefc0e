import type { ReactNode } from 'react';
import classes from './split-view.module.css';

interface SplitViewProps {
  readonly children: ReactNode;
  /** The preview; without it the list has all the width. */
  readonly inspector?: ReactNode;
}

/** A list and, beside it, the preview of one of its rows. Where there is no room for both it is drawn over the list. */
export function SplitView({ children, inspector }: SplitViewProps) {
  return (
    <div className={classes.split} data-open={inspector ? true : undefined}>
      {children}
      {inspector}
    </div>
  );
}
