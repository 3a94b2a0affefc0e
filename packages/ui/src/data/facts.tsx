import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** A named value of a record. */
export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** Named values, one a line: the facts of a preview or a panel. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.id} className={classes.pair}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Says that a value is not there, without a hole in the column. */
export function Nothing({ label }: { readonly label: string }) {
  return (
    <span className={classes.nothing} data-nothing="">
      <span aria-hidden="true">–</span>
      <span className={classes.hidden}>{label}</span>
    </span>
  );
}
