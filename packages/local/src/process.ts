import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitFor } from './wait.ts';

/** A process, told apart from a later one that got the same number by the time it was started. */
export interface ProcessRef {
  readonly pid: number;
  readonly startedAt: string;
}

export interface SpawnOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Standard output and errors are appended here. */
  readonly logFile: string;
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

export interface StopOptions {
  readonly signal?: NodeJS.Signals;
  /** Milliseconds to wait after the gentle signal, before SIGKILL. */
  readonly graceMs?: number;
}

const logRotationBytes = 10 * 1024 * 1024;
const killWaitMs = 5_000;
const defaultGraceMs = 10_000;

/**
 * Starts a process in a session of its own, so that it outlives its parent and does not hear the terminal's Ctrl+C.
 * @throws Error when the command cannot be started.
 */
export async function spawnDetached(options: SpawnOptions): Promise<ProcessRef> {
  mkdirSync(dirname(options.logFile), { recursive: true });
  rotateLog(options.logFile);
  const log = openSync(options.logFile, 'a', 0o640);
  try {
    const child = spawn(options.command, options.args, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', () => resolve());
      child.once('error', (error) => reject(new Error(`Could not start ${options.command}: ${error.message}`)));
    });
    child.unref();
    const pid = child.pid ?? 0;
    return { pid, startedAt: readStartTime(pid) ?? 'ended' };
  } finally {
    closeSync(log);
  }
}

/** Whether this very process, and not a later one with its number, is still running. */
export function isAlive({ pid, startedAt }: ProcessRef): boolean {
  return readStartTime(pid) === startedAt;
}

/**
 * Ends a process: first gently, then, when the grace is over, by SIGKILL. Does nothing if it is gone.
 * @throws Error when it is still there after SIGKILL, or belongs to somebody else.
 */
export async function stopProcess(
  ref: ProcessRef,
  { signal = 'SIGTERM', graceMs = defaultGraceMs }: StopOptions = {},
): Promise<void> {
  if (!sendSignal(ref, signal) || (await waitForEnd(ref, graceMs))) return;
  if (!sendSignal(ref, 'SIGKILL') || (await waitForEnd(ref, killWaitMs))) return;
  throw new Error(`Process ${ref.pid} does not end, even by SIGKILL.`);
}

/** Waits until the process is gone; gives whether it went in time (milliseconds). */
export async function waitForEnd(ref: ProcessRef, timeoutMs: number): Promise<boolean> {
  return (await waitFor(() => (isAlive(ref) ? undefined : true), { timeoutMs })) ?? false;
}

/** Sends a signal if the process is still the same one; gives whether it was sent. */
export function sendSignal(ref: ProcessRef, signal: NodeJS.Signals): boolean {
  if (!isAlive(ref)) return false;
  try {
    process.kill(ref.pid, signal);
    return true;
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    throw error;
  }
}

/** When the process was started, in the system's own notation; `undefined` when there is none, or only its zombie. */
export function readStartTime(pid: number): string | undefined {
  if (pid <= 0) return undefined;
  return process.platform === 'linux' ? readLinuxStartTime(pid) : readPsStartTime(pid);
}

function readLinuxStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold spaces: what follows the last bracket is regular.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startTimeField = 19;
    return state === 'Z' || state === 'X' ? undefined : fields[startTimeField];
  } catch {
    return undefined;
  }
}

function readPsStartTime(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state = '', ...started] = line.split(/\s+/);
    return line === '' || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}

/** The last lines of a log, for an error message; empty when there is none. */
export function readLogTail(logFile: string, lines = 15): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

function rotateLog(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logRotationBytes) renameSync(logFile, `${logFile}.1`);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
