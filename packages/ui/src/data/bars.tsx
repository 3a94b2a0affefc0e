import type { ReactNode } from 'react';
import { Anchor } from '../controls/link.tsx';
import classes from './bars.module.css';

/** One row of a bar chart. */
export interface Bar {
  readonly id: string;
  readonly label: string;
  /** How long the bar is, compared to the others. */
  readonly value: number;
  /** What stands at its end: the number, an amount. */
  readonly figure: ReactNode;
  /** A second figure, where there is one. */
  readonly detail?: ReactNode;
  /** The list that the figure counts. */
  readonly href?: string | undefined;
  readonly tone?: 'accent' | 'good' | 'bad' | 'idle';
}

interface BarsProps {
  /** Names the chart for screen readers. */
  readonly label: string;
  readonly bars: readonly Bar[];
}

/** A bar chart that is a table: who does not see the bars reads the same figures, row by row. */
export function Bars({ label, bars }: BarsProps) {
  const longest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <table className={classes.bars} aria-label={label}>
      <tbody>
        {bars.map(({ id, label: name, value, figure, detail, href, tone = 'accent' }) => (
          <tr key={id}>
            <th scope="row" className={classes.label}>
              <bdi title={name}>{name}</bdi>
            </th>
            <td className={classes.track} aria-hidden>
              <span className={classes.bar} data-tone={tone} style={{ width: `${(value / longest) * 100}%` }} />
            </td>
            <td className={classes.figure}>
              {href === undefined ? (
                figure
              ) : (
                <Anchor href={href} className={classes.link}>
                  {figure}
                </Anchor>
              )}
            </td>
            {detail !== undefined && <td className={classes.detail}>{detail}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
