import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import classes from './timeline.module.css';

interface TimelineDayProps {
  /** "Today", "Wednesday 18 November". */
  readonly title: string;
  readonly children: ReactNode;
}

/** The entries of one day, newest first. */
export function TimelineDay({ title, children }: TimelineDayProps) {
  return (
    <section>
      <h2 className={classes.day}>{title}</h2>
      <ol>{children}</ol>
    </section>
  );
}

interface TimelineEntryProps {
  /** What a person did has an icon in a ring; what a process did has its state's glyph. */
  readonly icon?: IconName;
  readonly state?: GlyphState;
  /** The sentence; the actor in `<Actor>`. */
  readonly children: ReactNode;
  /** The words that were written or said. */
  readonly quote?: ReactNode;
  readonly detail?: ReactNode;
  /** Below all of it: what others answered. */
  readonly below?: ReactNode;
  /** A `Moment`. */
  readonly time: ReactNode;
}

/** One thing that happened. */
export function TimelineEntry(props: TimelineEntryProps) {
  const { icon, state, children, quote, detail, below, time } = props;
  return (
    <li className={classes.entry}>
      <span className={classes.mark} data-ring={icon ? true : undefined}>
        {icon && <Icon name={icon} size={14} />}
        {state && <StateGlyph state={state} size={14} />}
      </span>
      <div className={classes.body}>
        {children}
        {detail && <div className={classes.detail}>{detail}</div>}
        {quote && (
          <blockquote className={classes.quote} dir="auto">
            {quote}
          </blockquote>
        )}
        {below}
      </div>
      <div className={classes.time}>{time}</div>
    </li>
  );
}

/** Who did it: a person, an integration or a process. */
export function Actor({ children }: { readonly children: ReactNode }) {
  return (
    <b className={classes.actor} dir="auto">
      {children}
    </b>
  );
}
