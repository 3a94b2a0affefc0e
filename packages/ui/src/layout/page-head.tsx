import type { ReactNode } from 'react';
import classes from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  /** Figures behind the title: "1,000,000 · 50 shown". */
  readonly count?: ReactNode;
  /** A control that belongs to the title: the pipeline. */
  readonly beside?: ReactNode;
  /** Verbs at the end; the primary one last. */
  readonly actions?: ReactNode;
}

/** The head of a page: its one h1, the count, the verbs. */
export function PageHead({ title, count, beside, actions }: PageHeadProps) {
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {beside}
      {count !== undefined && <span className={classes.count}>{count}</span>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
