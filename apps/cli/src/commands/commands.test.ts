// One story on a whole real system, because what these commands promise is about all parts together.
// The parts that start are the built admin, the API, the worker, PostgreSQL and Temporal.

import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { choosePort } from '@crm/local/ports';
import { findPostgres } from '@crm/local/postgres';
import { findLiveProcess } from '@crm/local/process-record';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
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

const openToAll = 0o755;
const startMs = 120_000;
const partNames = ['api', 'postgres', 'temporal', 'worker'];
const json = { json: true, summary: true };
const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const lines: string[] = [];
const progress = createProgress((line) => lines.push(line));
let config: CliConfig;
let logins: readonly Login[] = [];

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'crm-up-'));
  chmodSync(dataDir, openToAll);
  config = readConfig({
    ...readConfig().inherited,
    ...(await choosePorts()),
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
  await runDown(config, progress);
  rmSync(config.dataDir, { recursive: true, force: true });
});

test(
  'a system that was started attached starts again what is killed, and stops all on demand',
  { timeout: startMs },
  async () => {
    const stop = new AbortController();
    const ended = runAttached(config, progress, json, stop.signal);
    const run = await Promise.race([waitForRun(), ended.then(() => Promise.reject(new Error(lines.join('\n'))))]);
    expect(Object.keys(run.pids).sort()).toEqual(['api', 'crm', 'postgres', 'temporal', 'worker']);
    logins = run.logins;
    expect(logins.map(({ role }) => role)).toContain('admin');
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

test('started in the background, it is found running by a second start', { timeout: startMs }, async () => {
  expect(await runInBackground(config, progress, json)).toBe(0);
  const first = readPrinted();
  expect(await runInBackground(config, progress, json)).toBe(0);
  expect(readPrinted()).toEqual(first);
  expect(first).toMatchObject({ logins });
});

test('the doctor of a running system finds nothing wrong', { timeout: startMs }, async () => {
  const code = await runDoctor(config, { json: true });
  expect(readPrinted()).not.toContainEqual(expect.objectContaining({ ok: false }));
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

test('after kill -9 of every part the next start finds everything', { timeout: startMs }, async () => {
  const before = readRunFile(config.dataDir);
  for (const pid of Object.values(before?.pids ?? {})) process.kill(pid, 'SIGKILL');
  expect(await runInBackground(config, progress, json)).toBe(0);
  expect(readPrinted()).toMatchObject({ url: before?.url, logins });
});

test('down stops everything, and once more does nothing', { timeout: startMs }, async () => {
  await runDown(config, progress);
  expect(findRunning()).toEqual([]);
  expect(readRunFile(config.dataDir)).toBeUndefined();
  await runDown(config, progress);
  expect(lines.at(-1)).toContain('nothing was running');
});

/** Ports of its own, so that a system that somebody uses on this machine does not matter. */
async function choosePorts(): Promise<Record<string, string>> {
  const wanted = { CRM_PORT: 13_000, CRM_PG_PORT: 15_432, CRM_TEMPORAL_PORT: 17_233, CRM_TEMPORAL_UI_PORT: 18_233 };
  const choices = Object.entries(wanted).map(async ([variable, port]) => {
    return [variable, String(await choosePort({ wanted: port, fallback: true, variable }))] as const;
  });
  return Object.fromEntries(await Promise.all(choices));
}

async function runTool(...args: string[]): Promise<string> {
  const env = { ...config.inherited, CRM_DATA_DIR: config.dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [join(config.root, 'apps/cli/src/main.ts'), ...args], {
    env,
  });
  return stdout;
}

async function waitForRun(): Promise<Run> {
  return await vi.waitUntil(() => readRunFile(config.dataDir), { timeout: startMs, interval: 100 });
}

function findRunning(): string[] {
  const noted = ['crm', 'api', 'worker', 'temporal'].filter(
    (name) => findLiveProcess(config.dataDir, name) !== undefined,
  );
  return findPostgres(config.dataDir) === undefined ? noted : [...noted, 'postgres'];
}

/** What the command printed last, which was JSON. */
function readPrinted(): unknown {
  return JSON.parse(String(printed.mock.lastCall?.[0]));
}
