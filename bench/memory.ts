import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const kibPerMib = 1_024;

/** Resident memory of a process, in MiB. */
export function readMemory(pid: number): number {
  const kib = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim());
  return Math.round(kib / kibPerMib);
}

/** Memory of several processes, in MiB; what they share counts once, where the system tells. */
export function readMemoryOf(pids: readonly number[]): number {
  const sizes = pids.map((pid) => readShare(pid) ?? readMemory(pid));
  return Math.round(sizes.reduce((sum, size) => sum + size, 0));
}

function readShare(pid: number): number | undefined {
  try {
    const [, kib] = /^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) / kibPerMib;
  } catch {
    return undefined;
  }
}
