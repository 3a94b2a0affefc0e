import { openSync, readSync, statSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, readStartTime, spawnDetached, type ProcessRef } from '@crm/local/process';
import { claimProcessRecord, findLiveProcess, removeProcessRecord } from '@crm/local/process-record';
import { waitFor } from '@crm/local/wait';
import { logPath, type CliConfig } from '../env.ts';
import type { Progress } from '../output.ts';
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
const windDownMs = 5_000;
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Starts the system and stays with it: starts again what crashes, and stops everything on Ctrl+C.
 * @returns the exit code.
 */
export async function runAttached(config: CliConfig, progress: Progress, options: UpOptions): Promise<number> {
  const self: ProcessRef = { pid: process.pid, startedAt: readStartTime(process.pid) ?? '' };
  if (!claimProcessRecord(config.dataDir, supervisorName, self)) return await reportRunning(config, progress, options);

  const stopping = new AbortController();
  for (const signal of stopSignals) process.on(signal, () => stopping.abort());
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
  if (findLiveProcess(config.dataDir, supervisorName) !== undefined)
    return await reportRunning(config, progress, options);
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
  if (run === 'ended' && findLiveProcess(config.dataDir, supervisorName) !== undefined) {
    return await reportRunning(config, progress, options);
  }
  if (run === undefined || run === 'ended') throw new Error(`The system did not start. The log is ${logFile}.`);
  printRun(run, config, options);
  return 0;
}

/** Tells about the system that runs already, when it is ready. */
async function reportRunning(config: CliConfig, progress: Progress, options: UpOptions): Promise<number> {
  progress.note('The system runs already in this data folder');
  const run = await waitFor(
    () => {
      const supervisor = findLiveProcess(config.dataDir, supervisorName);
      return supervisor === undefined ? 'ended' : findReadyRun(config, supervisor.pid);
    },
    { timeoutMs: startMs },
  );
  if (run === undefined || run === 'ended') throw new Error('The system that was starting has ended. Start it again.');
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
