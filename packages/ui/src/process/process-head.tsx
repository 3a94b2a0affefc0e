import type { ReactNode } from 'react';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import classes from './process-head.module.css';

interface ProcessHeadProps {
  readonly state: GlyphState;
  /** The wait sentence: it is the page's h1. */
  readonly sentence: ReactNode;
  /** Of what, since when, what comes next: short parts in a row. */
  readonly facts: readonly { readonly id: string; readonly content: ReactNode }[];
  /** The primary verb last. */
  readonly actions?: ReactNode;
}

/** The head of a process page: what it waits for comes first. */
export function ProcessHead({ state, sentence, facts, actions }: ProcessHeadProps) {
  return (
    <div className={classes.head}>
      <StateGlyph state={state} size={20} />
      <div className={classes.words}>
        <h1 className={classes.sentence}>{sentence}</h1>
        <p className={classes.facts}>
          {facts.map((fact) => (
            <span key={fact.id}>{fact.content}</span>
          ))}
        </p>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
