import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePort } from './ports.ts';

const memoryDisk = '/dev/shm';
/** What the servers of a whole test run write, with room to spare; the 64 MiB of a plain container are too few. */
const neededBytes = 2 * 1024 ** 3;
const lowestPort = 11_000;
const portRange = 2_000;
const portsApart = 2_500;
/** PostgreSQL's own account must be able to get to its cluster. */
const openToAll = 0o755;

/**
 * An empty data folder for servers that live for a test only; who asked for it removes it. It lies in memory where
 * there is room: copying a database is a thousand small files, 25 ms there and up to 600 ms on a disk.
 */
export function makeDataDir(): string {
  const folder = mkdtempSync(join(hasRoom(memoryDisk) ? memoryDisk : tmpdir(), 'crm-test-'));
  chmodSync(folder, openToAll);
  return folder;
}

const systemPorts = [
  'CRM_PORT',
  'CRM_PG_PORT',
  'CRM_TEMPORAL_PORT',
  'CRM_TEMPORAL_UI_PORT',
  'CRM_SMTP_PORT',
  'CRM_PAYMENTS_PORT',
  'CRM_METRICS_PORT',
  'CRM_WORKER_METRICS_PORT',
];

/**
 * Ports for a whole system, as its settings; far from those that people use, and from those of other tests that start at
 * the same moment. Not just any free ones: those are given to outgoing connections as well.
 */
export async function chooseTestPorts(): Promise<Record<string, string>> {
  const first = lowestPort + Math.floor(Math.random() * portRange);
  const choices = systemPorts.map(async (variable, nth) => {
    const port = await choosePort({ wanted: first + nth * portsApart, fallback: true, variable });
    return [variable, String(port)] as const;
  });
  return Object.fromEntries(await Promise.all(choices));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= neededBytes;
  } catch {
    return false;
  }
}
