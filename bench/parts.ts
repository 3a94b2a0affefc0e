import type { Run } from '../tests/support/system.ts';
import { withChildren } from './cpu.ts';

/** A figure of each part: of its process with those that it started, but for those that are parts themselves. */
export function readParts({ pids }: Run, read: (processes: number[]) => number): Record<string, number> {
  const parts = new Set(Object.values(pids));
  return Object.fromEntries(
    Object.entries(pids).map(([part, pid]) => [
      part,
      read(withChildren(pid).filter((one) => one === pid || !parts.has(one))),
    ]),
  );
}
