import { openSync, readSync, statSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, readStartTime, spawnDetached, type ProcessRef } from '@crm/local/process';
import { claimProcessRecord, findLiveProcess, removeProcessRecord } from '@crm/local/process-record';
import { waitFor } from '@crm/local/wait';
import { logPath, type CliConfig } from '../env.ts';
import type { Progress } from '../output.ts';
import { askHealth } from '../system/readiness.ts';
import { readRunFile, type Run } from '../system/run-file.ts';
import { startSystem, stopSystem } from '../system/system.ts';
import { printRun } from './print-run.ts';

/** The name under which the watching process is noted: whoever holds it runs the system of this data folder. */
export const supervisorName = 'crm';

export interface UpOptions {
  readonly json: boolean;
  /** False where nobody reads standard output. */
  readonly summary: boolean;
}

const startMs = 900_000;
const joinMs = 200;
const windDownMs = 5_000;

/**
 * Starts the system and stays with it: starts again what crashes, and stops everything when it is told to.
 * @param stop Tells it, at any time.
 * @returns the exit code.
 */
export async function runAttached(
  config: CliConfig,
  progress: Progress,
  options: UpOptions,
  stop: AbortSignal,
): Promise<number> {
  const self: ProcessRef = { pid: process.pid, startedAt: readStartTime(process.pid) ?? '' };
  const joined = await joinRunning(config, progress, options);
  if (joined !== undefined) return joined;
  if (!claimProcessRecord(config.dataDir, supervisorName, self)) throw new Error('Another start came first.');

  const stopping = new AbortController();
  stop.addEventListener('abort', () => stopping.abort());
  if (stop.aborted) stopping.abort();
  const starting = startSystem(config, progress, stopping.signal);
  try {
    const system = await Promise.race([starting, waitForAbort(stopping.signal)]);
    if (system !== undefined) {
      if (options.summary) printRun(system.run, config, options);
      await waitForAbort(stopping.signal);
      await system.supervision.ended;
    }
    return 0;
  } finally {
    stopping.abort();
    await Promise.race([starting.catch(() => undefined), delay(windDownMs)]);
    await progress.step('Stopping', async ({ conclude }) => {
      const stopped = await stopSystem(config);
      conclude(stopped.length === 0 ? 'nothing to stop' : stopped.join(', '));
      removeProcessRecord(config.dataDir, supervisorName);
    });
  }
}

/**
 * Starts the system in the background, and returns when it is ready.
 * @returns the exit code.
 */
export async function runInBackground(config: CliConfig, progress: Progress, options: UpOptions): Promise<number> {
  const joined = await joinRunning(config, progress, options);
  if (joined !== undefined) return joined;
  const logFile = logPath(config, 'crm');
  const showLog = followLog(logFile);
  const supervisor = await spawnDetached({
    command: process.execPath,
    args: [join(config.root, 'apps/cli/src/main.ts'), 'up', '--attach', '--no-summary'],
    logFile,
    cwd: config.root,
    env: config.inherited,
  });
  const run = await waitFor(
    () => {
      showLog();
      return isAlive(supervisor) ? findReadyRun(config, supervisor.pid) : 'ended';
    },
    { timeoutMs: startMs },
  );
  showLog();
  // Of two starts at the same moment one gives way, and then the other's system is the answer.
  if (run === undefined || run === 'ended') {
    const other = await joinRunning(config, progress, options);
    if (other !== undefined) return other;
    throw new Error(`The system did not start. The log is ${logFile}.`);
  }
  printRun(run, config, options);
  return 0;
}

/** Waits for the system that runs already to be ready, and prints it; undefined when none runs, or it has ended. */
async function joinRunning(config: CliConfig, progress: Progress, options: UpOptions): Promise<number | undefined> {
  const supervisor = findLiveProcess(config.dataDir, supervisorName);
  if (supervisor === undefined) return undefined;
  const run = await waitFor(
    async () => {
      const ready = findReadyRun(config, supervisor.pid);
      const serves = ready !== undefined && (await askHealth(ready.url)).ok;
      // One that was killed a moment ago still looks alive before, but not after the answer.
      if (!isAlive(supervisor)) return 'ended';
      return serves ? ready : undefined;
    },
    { timeoutMs: startMs, intervalMs: joinMs },
  );
  if (run === undefined) throw new Error('The system runs, but is not ready: "npm run crm -- doctor" says why.');
  if (run === 'ended') return undefined;
  progress.note('The system runs already in this data folder');
  printRun(run, config, options);
  return 0;
}

function findReadyRun({ dataDir }: CliConfig, supervisorPid: number): Run | undefined {
  const run = readRunFile(dataDir);
  return run?.pids['crm'] === supervisorPid ? run : undefined;
}

async function waitForAbort(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return undefined;
}

/** Gives a function that copies what was added to a log since the last call to standard error. */
function followLog(logFile: string): () => void {
  let position = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  return () => {
    const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    // A log that grew too long was set aside, and a new one begun.
    if (size < position) position = 0;
    if (size === position) return;
    const buffer = Buffer.alloc(size - position);
    const file = openSync(logFile, 'r');
    readSync(file, buffer, 0, buffer.length, position);
    closeSync(file);
    position = size;
    process.stderr.write(buffer);
  };
}
