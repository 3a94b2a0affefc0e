import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimProcessRecord, findLiveProcess, removeProcessRecord, writeProcessRecord } from './process-record.ts';
import { isAlive, readLogTail, readStartTime, spawnDetached, stopProcess, waitForEnd } from './process.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crm-process-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a started process writes into its log and is seen to end', async () => {
  const logFile = join(folder, 'logs', 'echo.log');
  const ref = await spawnDetached({ command: 'echo', args: ['hello'], logFile });
  expect(await waitForEnd(ref, 2_000)).toBe(true);
  expect(readLogTail(logFile)).toBe('hello');
});

test('a command that does not exist is an error, not a crash', async () => {
  const started = spawnDetached({ command: join(folder, 'missing'), args: [], logFile: join(folder, 'missing.log') });
  await expect(started).rejects.toThrow('Could not start');
});

test('a process that ignores the gentle signal is killed when the grace is over', async () => {
  const script = 'trap "" TERM; echo ready; while true; do sleep 0.1; done';
  const logFile = join(folder, 'stubborn.log');
  const ref = await spawnDetached({ command: 'sh', args: ['-c', script], logFile });
  await expect.poll(() => readFileSync(logFile, 'utf8')).toContain('ready');
  await stopProcess(ref, { graceMs: 200 });
  expect(isAlive(ref)).toBe(false);
});

test('a later process with the same number is not taken for the earlier one', async () => {
  const ref = await spawnDetached({ command: 'sleep', args: ['30'], logFile: join(folder, 'sleep.log') });
  const earlier = { ...ref, startedAt: '1' };
  expect(isAlive(earlier)).toBe(false);
  await stopProcess(earlier);
  expect(isAlive(ref)).toBe(true);
  await stopProcess(ref);
});

test('a noted process is found while it lives, with its details', async () => {
  const ref = await spawnDetached({ command: 'sleep', args: ['30'], logFile: join(folder, 'sleep.log') });
  writeProcessRecord(folder, 'sleeper', ref, { port: 7 });
  expect(findLiveProcess(folder, 'sleeper')).toEqual({ ...ref, details: { port: 7 } });
  await stopProcess(ref);
  expect(findLiveProcess(folder, 'sleeper')).toBeUndefined();
  removeProcessRecord(folder, 'sleeper');
});

test('a name is given to one living process at a time', async () => {
  const first = await spawnDetached({ command: 'sleep', args: ['30'], logFile: join(folder, 'sleep.log') });
  const second = { pid: process.pid, startedAt: readStartTime(process.pid) ?? '' };
  expect(claimProcessRecord(folder, 'only', first)).toBe(true);
  expect(claimProcessRecord(folder, 'only', second)).toBe(false);
  await stopProcess(first);
  expect(claimProcessRecord(folder, 'only', second)).toBe(true);
});

test('a damaged note counts as none', () => {
  writeProcessRecord(folder, 'damaged', { pid: 1, startedAt: '1' });
  writeFileSync(join(folder, 'processes', 'damaged.json'), '{"pid":');
  expect(findLiveProcess(folder, 'damaged')).toBeUndefined();
});
