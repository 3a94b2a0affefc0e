import type { ReactNode } from 'react';
import classes from './block.module.css';

interface BlockProps {
  readonly title: string;
  readonly count?: ReactNode;
  /** A legend or links; left out on a phone. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page's main column, parted from the next by a line. */
export function Block({ title, count, end, children }: BlockProps) {
  return (
    <section className={classes.block}>
      <h2 className={classes.title}>
        {title}
        {count !== undefined && <span className={classes.count}>{count}</span>}
        {end && <span className={classes.end}>{end}</span>}
      </h2>
      {children}
    </section>
  );
}
