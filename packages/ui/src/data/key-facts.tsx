import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import classes from './key-facts.module.css';

/** One of the few values that a record is judged by. */
export interface KeyFact {
  readonly id: string;
  readonly label: string;
  readonly value: ReactNode;
  /** A smaller word behind it: "in 22 days", the weighted amount. */
  readonly note?: ReactNode;
  readonly noteTone?: 'warn' | 'bad';
  /** A verb at the end of its place. */
  readonly action?: ReactNode;
  /** Takes the room that is left; for the next action. */
  readonly wide?: boolean;
  /** Takes a row of its own where there is little room; for what is long. */
  readonly whole?: boolean;
}

/** The strip of key facts below a record's head. */
export function KeyFacts({ facts }: { readonly facts: readonly KeyFact[] }) {
  return (
    <dl className={classes.strip}>
      {facts.map((fact) => (
        <div key={fact.id} className={cx(classes.fact, fact.wide && classes.wide, fact.whole && classes.whole)}>
          <dt className={classes.label}>{fact.label}</dt>
          <dd className={classes.value}>
            <span className={classes.text}>{fact.value}</span>
            {fact.note && (
              <small className={classes.note} data-tone={fact.noteTone}>
                {fact.note}
              </small>
            )}
            {fact.action && <span className={classes.action}>{fact.action}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
