import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const msPerTick = 10;

/**
 * Milliseconds of processor time that processes have used since they started. On a machine that others use too, it tells
 * what a request costs better than the clock does. Zero where the system does not tell.
 */
export function readCpu(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.cpu ?? 0), 0);
}

/** A process and those that it started, such as PostgreSQL and its connections. */
export function withChildren(pid: number): number[] {
  const running = process.platform === 'linux' ? readdirSync('/proc').map(Number).filter(Number.isInteger) : [];
  return [pid, ...running.filter((other) => readStat(other)?.parent === pid)];
}

function readStat(pid: number): { readonly parent: number; readonly cpu: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold spaces: what follows the last bracket is regular.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    return { parent, cpu: ((fields[11] ?? 0) + (fields[12] ?? 0)) * msPerTick };
  } catch {
    return undefined;
  }
}
