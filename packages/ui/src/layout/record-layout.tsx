import type { ReactNode } from 'react';
import classes from './record-layout.module.css';

interface RecordLayoutProps {
  /** Title, stages and key facts. */
  readonly head: ReactNode;
  readonly children: ReactNode;
  /** An `Inspector`, sunken. */
  readonly inspector?: ReactNode;
  /** On a phone the inspector follows the column instead of standing before it. */
  readonly isInspectorLast?: boolean;
}

/** A record's page: the head over all, then the stream, then what belongs to it. */
export function RecordLayout({ head, children, inspector, isInspectorLast }: RecordLayoutProps) {
  return (
    <div className={classes.record} data-open={inspector ? true : undefined} data-last={isInspectorLast || undefined}>
      <header className={classes.head}>{head}</header>
      <div className={classes.column}>{children}</div>
      {inspector}
    </div>
  );
}

interface RecordTitleProps {
  readonly title: string;
  /** Badges behind the name: its company, its state, who else is here. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
}

/** The name of the record and its verbs. */
export function RecordTitle({ title, beside, actions }: RecordTitleProps) {
  return (
    <div className={classes.titleRow}>
      <h1 className={classes.title} dir="auto">
        {title}
      </h1>
      {beside}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}

/** The readable width of a stream of entries. */
export function RecordStream({ children }: { readonly children: ReactNode }) {
  return <div className={classes.stream}>{children}</div>;
}
