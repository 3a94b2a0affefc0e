import type { ReactNode } from 'react';
import { Figure } from '../data/figure.tsx';
import { StateGlyph, type GlyphState } from '../icons/state-glyph.tsx';
import classes from './gantt.module.css';

/** What a bar stands for: work, a person's time, a failed try, a pause, what is planned. */
export type GanttBarKind = 'work' | 'person' | 'failed' | 'pause' | 'next' | 'plan';

/** A stretch of time on a row. Moments are ISO 8601. */
export interface GanttBar {
  readonly from: string;
  readonly to: string;
  readonly kind: GanttBarKind;
  /** Words behind the bar. */
  readonly label?: string;
}

/** A step with its stretches of time. */
export interface GanttRow {
  readonly id: string;
  readonly label: string;
  readonly state: GlyphState;
  readonly bars: readonly GanttBar[];
  readonly duration: ReactNode;
}

interface GanttProps {
  /** Says where the same is told in words. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly now?: { readonly at: string; readonly label: string } | undefined;
  readonly ticks: readonly { readonly at: string; readonly label: string }[];
  readonly rows: readonly GanttRow[];
}

/** When each step ran, with its tries and pauses, on one axis of time. */
export function Gantt({ label, from, to, now, ticks, rows }: GanttProps) {
  const start = new Date(from).getTime();
  const length = Math.max(1, new Date(to).getTime() - start);
  const place = (at: string) => `${((new Date(at).getTime() - start) / length) * 100}%`;
  const size = (bar: GanttBar) => `${((new Date(bar.to).getTime() - new Date(bar.from).getTime()) / length) * 100}%`;

  return (
    <div
      className={classes.gantt}
      role="img"
      aria-label={label}
      style={{ '--gantt-now': now ? place(now.at) : undefined }}
      data-now={now ? true : undefined}
    >
      <div className={classes.axis} />
      <div className={classes.axis}>
        {ticks.map((tick) => (
          <span key={tick.at} className={classes.tick} style={{ '--x': place(tick.at) }}>
            {tick.label}
          </span>
        ))}
        {now && (
          <span className={classes.now} style={{ '--x': place(now.at) }}>
            {now.label}
          </span>
        )}
      </div>
      <div className={classes.axis} />
      {rows.map((row) => (
        <div key={row.id} className={classes.row}>
          <div className={classes.name}>
            <StateGlyph state={row.state} size={14} />
            <span className={classes.cut}>{row.label}</span>
          </div>
          <div className={classes.track}>
            {row.bars.map((bar) => (
              <span
                key={`${bar.kind} ${bar.from}`}
                className={classes.bar}
                data-kind={bar.kind}
                style={{ '--x': place(bar.from), '--w': size(bar) }}
              />
            ))}
            {row.bars
              .filter((bar) => bar.label)
              .map((bar) => (
                <span key={bar.from} className={classes.label} data-kind={bar.kind} style={{ '--x': place(bar.to) }}>
                  {bar.label}
                </span>
              ))}
          </div>
          <div className={classes.duration}>
            <Figure>{row.duration}</Figure>
          </div>
        </div>
      ))}
    </div>
  );
}
