import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLogTail } from '@crm/local/process';
import { waitFor } from '@crm/local/wait';

/** A server in a process of its own. */
export interface Child {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

export interface ChildOptions {
  /** Path of the program below the checkout. */
  readonly program: string;
  readonly port: number;
  readonly logFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 when the server is ready. */
  readonly readyPath: string;
}

const root = dirname(import.meta.dirname);
const readyMs = 30_000;
const stopMs = 15_000;

/** Starts a program as `npm start` would: Node itself runs the TypeScript, and what it says goes to a file. */
export async function startChild({ program, port, logFile, env, readyPath }: ChildOptions): Promise<Child> {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  // For a look inside, such as --cpu-prof.
  const flags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, join(root, program)], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_ENV: 'production', CRM_RATE_LIMIT: '0', ...env, HOST: '127.0.0.1', PORT: String(port) },
  });
  closeSync(log);
  const ended = Promise.withResolvers<void>();
  child.once('exit', () => ended.resolve());
  const stop = async () => {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), stopMs);
    await ended.promise;
    clearTimeout(force);
  };
  // If the bench itself ends early, nothing of it may stay.
  process.once('exit', () => child.kill('SIGKILL'));

  const ready = await waitFor(
    async () => {
      if (child.exitCode !== null) return 'ended';
      return (await isReady(port, readyPath)) ? 'ready' : undefined;
    },
    { timeoutMs: readyMs },
  );
  if (ready !== 'ready' || child.pid === undefined) {
    await stop();
    throw new Error(`${program} did not start. Its log ${logFile} ends:\n${readLogTail(logFile)}`);
  }
  return { pid: child.pid, port, stop };
}

async function isReady(port: number, path: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).ok;
  } catch {
    return false;
  }
}
