import type { ReactNode } from 'react';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import classes from './wait-card.module.css';

/** How the wait stands: calm, the machine at work, late, or over its time. */
export type WaitTone = 'calm' | 'run' | 'late' | 'over';

interface WaitCardProps {
  readonly state: GlyphState;
  /** One sentence: what it waits for and who may act. Put names in `<b>`. */
  readonly sentence: ReactNode;
  /** A second, smaller line. */
  readonly detail?: ReactNode;
  /** How much of the way from "since" to "due" is gone, 0 … 1; no bar without it. */
  readonly progress?: number | undefined;
  readonly tone?: WaitTone;
  readonly since?: ReactNode;
  readonly due?: ReactNode;
  /** What comes next if nobody acts. */
  readonly next?: ReactNode;
  /** Small buttons. */
  readonly actions?: ReactNode;
}

/**
 * What a process waits for, since when, until when, who may act and what comes next. The same card
 * in the preview, on the record, in the inbox and on the process page.
 */
export function WaitCard(props: WaitCardProps) {
  const { state, sentence, detail, progress, tone = 'calm', since, due, next, actions } = props;
  return (
    <article className={classes.card}>
      <div className={classes.head}>
        <StateGlyph state={state} />
        <div className={classes.words}>
          <p>{sentence}</p>
          {detail && <p className={classes.detail}>{detail}</p>}
        </div>
      </div>
      {progress !== undefined && <WaitBar progress={progress} tone={tone} />}
      {(since || due) && (
        <div className={classes.ends}>
          <span>{since}</span>
          {due && <b className={classes.due}>{due}</b>}
        </div>
      )}
      {next && <p className={classes.next}>{next}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </article>
  );
}

/** The bar of a wait: filled from "since" to now, with a tick at now. The words below say the same. */
export function WaitBar({ progress, tone }: { readonly progress: number; readonly tone: WaitTone }) {
  const share = Math.max(0, Math.min(1, progress));
  return (
    <div className={classes.bar} data-tone={tone} style={{ '--wait-progress': `${share * 100}%` }} aria-hidden="true" />
  );
}

/** The share of a wait that is gone at `now`; 1 when it is over. Arguments are ISO moments. */
export function waitProgress(since: string, due: string, now: Date): number {
  const start = new Date(since).getTime();
  const length = new Date(due).getTime() - start;
  return length <= 0 ? 1 : Math.max(0, Math.min(1, (now.getTime() - start) / length));
}
