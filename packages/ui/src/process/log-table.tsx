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
    <table className={classes.log} role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {[heads.time, heads.step, heads.event, heads.detail].map((head) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <tr key={line.id} role="row" data-marked={line.isMarked || undefined}>
            <td role="cell" className={classes.time}>
              {line.time}
            </td>
            <td role="cell" className={classes.step}>
              {line.step}
            </td>
            <td role="cell">
              <Status state={line.state}>{line.event}</Status>
            </td>
            <td role="cell" className={classes.detail}>
              {line.detail}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
