// One story on a whole real system, because what these commands promise is about all parts together.
// The parts that start are the built admin, the API, the worker, PostgreSQL and Temporal.

import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgres } from '@crm/local/postgres';
import { findLiveProcess } from '@crm/local/process-record';
import { chooseTestPorts, makeDataDir } from '@crm/local/testing';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readConfig, type CliConfig } from '../env.ts';
import { createProgress } from '../output.ts';
import { askHealth } from '../system/readiness.ts';
import { readRunFile, type Login, type Run } from '../system/run-file.ts';
import { runDoctor } from './doctor.ts';
import { runDown } from './down.ts';
import { runMigrate } from './migrate.ts';
import { runSeed } from './seed.ts';
import { runStatus } from './status.ts';
import { runAttached, runInBackground } from './up.ts';

const startMs = 120_000;
const partNames = ['api', 'mail', 'payments', 'postgres', 'temporal', 'worker'];
const json = { json: true, summary: true };
const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const lines: string[] = [];
const progress = createProgress((line) => lines.push(line));
let config: CliConfig;
let logins: readonly Login[] = [];

beforeAll(async () => {
  const dataDir = makeDataDir();
  config = readConfig({
    ...readConfig().inherited,
    ...(await chooseTestPorts()),
    CRM_DATA_DIR: dataDir,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
  });
});

beforeEach(() => {
  printed.mockClear();
  lines.length = 0;
});

afterAll(async () => {
  printed.mockRestore();
  await runDown(config, progress);
  rmSync(config.dataDir, { recursive: true, force: true });
});

test('started in the background, it is found running by a second start', { timeout: startMs }, async () => {
  expect(await runInBackground(config, progress, json)).toBe(0);
  const first = readPrinted();
  expect(await runInBackground(config, progress, json)).toBe(0);
  expect(readPrinted()).toEqual(first);
  logins = readRunFile(config.dataDir)?.logins ?? [];
  expect(logins.map(({ role }) => role)).toContain('admin');
  expect(first).toMatchObject({ logins });
});

test('the doctor of a running system finds nothing wrong', { timeout: startMs }, async () => {
  const code = await runDoctor(config, { json: true });
  const wrong = z.array(z.looseObject({ ok: z.boolean() })).parse(readPrinted());
  expect(wrong.filter(({ ok }) => !ok)).toEqual([]);
  expect(code).toBe(0);
});

test('the tool itself runs as people run it', { timeout: startMs }, async () => {
  expect(await runTool('doctor')).toContain('✓ database');
  expect(await runTool('status')).toContain('ready     yes');
  expect(await runTool('--help')).toContain('crm migrate up');
  await expect(runTool('fly')).rejects.toThrow('There is no command "fly"');
});

test('the schema is up to date and the demo company is made once', { timeout: startMs }, async () => {
  expect(await runMigrate('status', config, progress, { json: true, steps: 1 })).toBe(0);
  expect(await runMigrate('up', config, progress, { json: true, steps: 1 })).toBe(0);
  expect(readPrinted()).toEqual([]);
  await expect(runMigrate('sideways', config, progress, { json: true, steps: 1 })).rejects.toThrow(
    'up, down or status',
  );
  expect(await runSeed(config, progress, { json: true })).toBe(0);
  expect(readPrinted()).toEqual(logins);
});

test(
  'after kill -9 of every part a start finds everything; attached, it starts again what is killed, and stops all on demand',
  { timeout: startMs },
  async () => {
    const before = readRunFile(config.dataDir);
    for (const pid of Object.values(before?.pids ?? {})) process.kill(pid, 'SIGKILL');
    await expect.poll(findRunning, { timeout: startMs, interval: 50 }).toEqual([]);
    const stop = new AbortController();
    const ended = runAttached(config, progress, json, stop.signal);
    const run = await Promise.race([waitForRun(), ended.then(() => Promise.reject(new Error(lines.join('\n'))))]);
    expect(Object.keys(run.pids).sort()).toEqual(['api', 'crm', 'mail', 'payments', 'postgres', 'temporal', 'worker']);
    expect(run).toMatchObject({ url: before?.url, logins });
    expect(await runStatus(config, json)).toBe(0);

    for (const name of partNames) process.kill(run.pids[name] ?? 0, 'SIGKILL');
    await expect
      .poll(() => partNames.filter((name) => readRunFile(config.dataDir)?.pids[name] === run.pids[name]), {
        timeout: startMs,
        interval: 200,
      })
      .toEqual([]);
    await expect.poll(async () => (await askHealth(run.url)).ok, { timeout: startMs, interval: 200 }).toBe(true);
    expect(lines.join('\n')).toContain('postgres runs again');

    stop.abort();
    expect(await ended).toBe(0);
    expect(await runStatus(config, json)).toBe(1);
    expect(findRunning()).toEqual([]);
  },
);

async function runTool(...args: string[]): Promise<string> {
  const env = { ...config.inherited, CRM_DATA_DIR: config.dataDir };
  const main = join(config.root, 'apps/cli/src/main.ts');
  try {
    return (await promisify(execFile)(process.execPath, [main, ...args], { env })).stdout;
  } catch (error) {
    // What a tool found wrong stands in what it printed.
    throw new Error(`${String(error)}${String(Object(error).stdout)}`, { cause: error });
  }
}

/** The run of this very process: what was killed has left its own. */
async function waitForRun(): Promise<Run> {
  return await vi.waitUntil(
    () => {
      const run = readRunFile(config.dataDir);
      return run?.pids['crm'] === process.pid ? run : undefined;
    },
    { timeout: startMs, interval: 100 },
  );
}

function findRunning(): string[] {
  const noted = ['crm', 'api', 'worker', 'temporal', 'mail', 'payments'].filter(
    (name) => findLiveProcess(config.dataDir, name) !== undefined,
  );
  return findPostgres(config.dataDir) === undefined ? noted : [...noted, 'postgres'];
}

/** What the command printed last, which was JSON. */
function readPrinted(): unknown {
  return JSON.parse(String(printed.mock.lastCall?.[0]));
}
