import type { ReactNode } from 'react';
import classes from './blank-slate.module.css';

/** The small drawings of the states that have nothing to show. */
export type SlatePicture = 'records' | 'filter' | 'lock' | 'broken' | 'calm';

const pictures: Readonly<Record<SlatePicture, ReactNode>> = {
  records: (
    <>
      <path d="M1 40h110M10 40V22h16v18M32 40V12h16v28" className={classes.dashed} />
      <path d="M70 14v16M62 22h16" className={classes.accent} />
    </>
  ),
  filter: <path d="M4 10h104M20 22h72M38 34h36" className={classes.dashed} />,
  lock: <path d="M44 20v-6a12 12 0 0 1 24 0v6M36 20h40v22H36zM56 29v5" />,
  broken: (
    <>
      <path d="M4 22h34M74 22h34" />
      <path d="m46 14 16 16M62 14 46 30" className={classes.bad} />
    </>
  ),
  calm: (
    <>
      <path d="M4 40h104" className={classes.dashed} />
      <path d="M44 24l8 8 16-20" className={classes.accent} />
    </>
  ),
};

interface BlankSlateProps {
  readonly picture: SlatePicture;
  /** What is so. */
  readonly title: string;
  /** Why, in a sentence. */
  readonly children?: ReactNode;
  /** A smaller line: the request's id, who is signed in. */
  readonly detail?: ReactNode;
  /** What to do. */
  readonly actions?: ReactNode;
  /** Read out when it appears: an error. */
  readonly live?: boolean;
}

/** Stands where rows or a record would: says what is so, why, and what to do next. */
export function BlankSlate({ picture, title, children, detail, actions, live }: BlankSlateProps) {
  return (
    <div className={classes.slate} role={live ? 'alert' : undefined}>
      <svg viewBox="0 0 112 44" aria-hidden="true" className={classes.picture}>
        {pictures[picture]}
      </svg>
      <h2 className={classes.title}>{title}</h2>
      {children && <div className={classes.reason}>{children}</div>}
      {detail && <div className={classes.detail}>{detail}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
