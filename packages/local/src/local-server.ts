import { join } from 'node:path';
import { isListening } from './ports.ts';
import { isAlive, readLogTail, spawnDetached, stopProcess, type ProcessRef } from './process.ts';
import { findLiveProcess, removeProcessRecord, writeProcessRecord } from './process-record.ts';
import { waitFor } from './wait.ts';

export interface LocalServer {
  readonly port: number;
  readonly process: ProcessRef;
}

export interface LocalServerOptions {
  /** The CRM's data folder. */
  readonly dataDir: string;
  /** Of its record and its log. */
  readonly name: string;
  /** The script that serves on the port. */
  readonly script: string;
  readonly args: readonly string[];
  /** Loopback port for a server that has to be started; one that runs already keeps its own. */
  readonly port: number;
}

const readyMs = 15_000;

/** A server of a data folder, if it runs. */
export function findLocalServer(dataDir: string, name: string): LocalServer | undefined {
  const running = findLiveProcess(dataDir, name);
  if (running === undefined) return undefined;
  const { pid, startedAt, details } = running;
  return { port: Number(details['port']), process: { pid, startedAt } };
}

/**
 * Starts a server of a data folder as a process of its own, or finds it running.
 * @throws Error with the end of its log
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { dataDir, name, script, args, port } = options;
  const running = findLocalServer(dataDir, name);
  if (running !== undefined) return running;
  const logFile = join(dataDir, 'logs', `${name}.log`);
  const ref = await spawnDetached({ command: process.execPath, args: [script, ...args], logFile });
  writeProcessRecord(dataDir, name, ref, { port });
  const ready = await waitFor(async () => ((await isListening(port)) || !isAlive(ref) ? isAlive(ref) : undefined), {
    timeoutMs: readyMs,
  });
  if (ready !== true) throw new Error(`The server ${name} did not start. ${logFile} ends:\n${readLogTail(logFile)}`);
  return { port, process: ref };
}

/** Stops a server of a data folder; gives whether one ran. */
export async function stopLocalServer(dataDir: string, name: string): Promise<boolean> {
  const running = findLiveProcess(dataDir, name);
  if (running !== undefined) await stopProcess(running);
  removeProcessRecord(dataDir, name);
  return running !== undefined;
}
