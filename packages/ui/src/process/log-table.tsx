import type { ReactNode } from 'react';
import { Status } from '../data/status.tsx';
import type { GlyphState } from '../icons/state-glyph.tsx';
import classes from './log-table.module.css';

/** A line of a process's log. */
export interface LogLine {
  readonly id: string;
  readonly time: string;
  readonly step: string;
  readonly state: GlyphState;
  readonly event: string;
  readonly detail: ReactNode;
  /** The line that the wait is about. */
  readonly isMarked?: boolean;
}

interface LogTableProps {
  readonly label: string;
  readonly heads: { readonly time: string; readonly step: string; readonly event: string; readonly detail: string };
  readonly lines: readonly LogLine[];
}

/** What happened in a process, newest first. */
export function LogTable({ label, heads, lines }: LogTableProps) {
  return (
    <table className={classes.log} aria-label={label}>
      <thead>
        <tr>
          {[heads.time, heads.step, heads.event, heads.detail].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} data-marked={line.isMarked || undefined}>
            <td className={classes.time}>{line.time}</td>
            <td className={classes.step}>{line.step}</td>
            <td>
              <Status state={line.state}>{line.event}</Status>
            </td>
            <td className={classes.detail}>{line.detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
