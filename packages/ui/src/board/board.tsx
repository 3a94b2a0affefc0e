import type { ReactNode, Ref } from 'react';
import classes from './board.module.css';

interface BoardProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLDivElement>;
}

/** The ground that columns stand on. On a phone one column at a time, by swiping. */
export function Board({ label, children, ref }: BoardProps) {
  return (
    // Reachable by key, because it scrolls sideways where the columns do not fit.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.board} role="group" aria-label={label} tabIndex={0} ref={ref}>
      {children}
    </div>
  );
}
