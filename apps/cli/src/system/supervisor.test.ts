import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, spawnDetached, stopProcess, type ProcessRef } from '@crm/local/process';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createProgress } from '../output.ts';
import { superviseParts, type Part } from './supervisor.ts';

let folder: string;
const started: ProcessRef[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crm-supervisor-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((ref) => stopProcess(ref)));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a part that was killed is started again, and nobody can miss it', async () => {
  const lines: string[] = [];
  const changes: Record<string, number>[] = [];
  const stop = new AbortController();
  const part = await startPart('sleeper');
  const progress = createProgress((line) => lines.push(line));
  const supervision = superviseParts([part], progress, stop.signal, (pids) => changes.push(pids));

  process.kill(part.process.pid, 'SIGKILL');
  await expect.poll(() => changes.length, { timeout: 5_000 }).toBe(1);
  const pid = supervision.pids()['sleeper'];
  expect(pid).not.toBe(part.process.pid);
  expect(supervision.crashes('sleeper')).toBe(1);
  expect(lines.join('\n')).toContain(`sleeper (process ${part.process.pid}) ended by itself`);
  stop.abort();
  await supervision.ended;
});

test('a part that cannot be started is tried again', async () => {
  const lines: string[] = [];
  const stop = new AbortController();
  const part = await startPart('fragile');
  let tries = 0;
  const restart = async () => {
    tries += 1;
    if (tries === 1) throw new Error('port taken');
    return await part.restart();
  };
  const progress = createProgress((line) => lines.push(line));
  superviseParts([{ ...part, restart }], progress, stop.signal, () => stop.abort());

  process.kill(part.process.pid, 'SIGKILL');
  await expect.poll(() => stop.signal.aborted, { timeout: 5_000 }).toBe(true);
  expect(tries).toBe(2);
  expect(lines.join('\n')).toContain('port taken');
});

test('after the signal nothing is started any more', async () => {
  const stop = new AbortController();
  const part = await startPart('stopped');
  const supervision = superviseParts(
    [part],
    createProgress(() => undefined),
    stop.signal,
    () => undefined,
  );
  stop.abort();
  await supervision.ended;
  await stopProcess(part.process);
  expect(supervision.crashes('stopped')).toBe(0);
  expect(isAlive(part.process)).toBe(false);
});

async function startPart(name: string): Promise<Part> {
  const logFile = join(folder, `${name}.log`);
  const restart = async () => {
    const ref = await spawnDetached({ command: 'sleep', args: ['30'], logFile });
    started.push(ref);
    return ref;
  };
  return { name, logFile, process: await restart(), restart };
}
