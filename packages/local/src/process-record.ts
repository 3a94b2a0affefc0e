import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isAlive, type ProcessRef } from './process.ts';

const recordSchema = z.object({
  pid: z.int().positive(),
  startedAt: z.string(),
  /** What somebody who finds the process needs to use it, such as its ports. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export type ProcessRecord = z.infer<typeof recordSchema>;

/** Notes a started process in the data folder, so that a later run finds it again. */
export function writeProcessRecord(
  dataDir: string,
  name: string,
  ref: ProcessRef,
  details: ProcessRecord['details'] = {},
): void {
  mkdirSync(join(dataDir, 'processes'), { recursive: true });
  const file = recordPath(dataDir, name);
  const record: ProcessRecord = { pid: ref.pid, startedAt: ref.startedAt, details };
  // Renamed into place: a reader, or a crash half-way, never sees half a record.
  writeFileSync(`${file}.new`, JSON.stringify(record));
  renameSync(`${file}.new`, file);
}

/**
 * Notes a process under a name that only one may hold; gives whether it got the name.
 * A note whose process is gone does not count.
 */
export function claimProcessRecord(dataDir: string, name: string, ref: ProcessRef): boolean {
  mkdirSync(join(dataDir, 'processes'), { recursive: true });
  if (findLiveProcess(dataDir, name) !== undefined) return false;
  removeProcessRecord(dataDir, name);
  const own = `${recordPath(dataDir, name)}.${ref.pid}`;
  const record: ProcessRecord = { pid: ref.pid, startedAt: ref.startedAt, details: {} };
  writeFileSync(own, JSON.stringify(record));
  try {
    // Of two that come at the same moment, the file system lets one through.
    linkSync(own, recordPath(dataDir, name));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own);
  }
}

/** The noted process, if it still runs. */
export function findLiveProcess(dataDir: string, name: string): ProcessRecord | undefined {
  const record = readRecord(dataDir, name);
  return record !== undefined && isAlive(record) ? record : undefined;
}

/** Forgets a process that was stopped. */
export function removeProcessRecord(dataDir: string, name: string): void {
  rmSync(recordPath(dataDir, name), { force: true });
}

function readRecord(dataDir: string, name: string): ProcessRecord | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(recordPath(dataDir, name), 'utf8'));
    return recordSchema.safeParse(content).data;
  } catch {
    return undefined;
  }
}

function recordPath(dataDir: string, name: string): string {
  return join(dataDir, 'processes', `${name}.json`);
}
