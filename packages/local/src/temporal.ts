import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findLiveProcess, removeProcessRecord, writeProcessRecord } from './process-record.ts';
import { isListening } from './ports.ts';
import { isAlive, readLogTail, spawnDetached, stopProcess, type ProcessRef } from './process.ts';
import { findTemporalBinary, isAtLeast, type TemporalBinary, userCacheDir } from './temporal-binary.ts';
import { pinnedVersion } from './temporal-install.ts';
import { prepareNamespace, searchAttributeFlags, withTemporal } from './temporal-namespace.ts';
import { waitFor } from './wait.ts';

export interface TemporalOptions {
  /** The CRM's data folder; the server gets `temporal/` and `logs/temporal.log` in it. */
  readonly dataDir: string;
  /** Loopback ports for a server that has to be started; one that runs already keeps its own. */
  readonly port: number;
  readonly uiPort: number;
  /** An existing server, used instead of starting one. */
  readonly address?: string | undefined;
  /** Web address of that server's UI, if it has one. */
  readonly uiUrl?: string | undefined;
  readonly namespace?: string;
  /** Lets workflows that ask for it skip time: for tests only. */
  readonly timeSkipping?: boolean;
  /** Keeps nothing on disk: faster, for tests only. */
  readonly inMemory?: boolean;
  /** Where an installed binary is kept; the user's cache by default. */
  readonly cacheDir?: string;
  /** The PATH on which to look for `temporal`; none by default. */
  readonly searchPath?: string;
  readonly onProgress?: (line: string) => void;
}

export interface RunningTemporal {
  readonly address: string;
  /** Empty for an existing server whose UI nobody named. */
  readonly uiUrl: string;
  /** Undefined for an existing server, which is not ours. */
  readonly pid: number | undefined;
  readonly process: ProcessRef | undefined;
  /** Which server this is and where it came from, in words. */
  readonly source: string;
  readonly reused: boolean;
  /** Stops the server, if it is ours. */
  stop(): Promise<void>;
}

const recordName = 'temporal';
const readyMs = 30_000;
const startAttempts = 2;

/**
 * Starts the Temporal server of a data folder, or finds it running; ready when the namespace answers.
 * What it knew before a `kill -9` is there again (not after a power cut: the journal is not synced at each write).
 * @throws Error with the end of the server's log, or with the list of what was tried to get the program.
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { dataDir, address, namespace = 'crm' } = options;
  if (address !== undefined) return await useExisting(address, options.uiUrl ?? '', namespace);
  const running = findLiveProcess(dataDir, recordName);
  if (running !== undefined) {
    const found = describeOwn(dataDir, running, running.details);
    if (await isReady(found.address, namespace, running)) return { ...found, reused: true };
    await found.stop();
  }
  const binary = await findTemporalBinary({
    cacheDir: options.cacheDir ?? userCacheDir(undefined),
    searchPath: options.searchPath ?? '',
    onProgress: options.onProgress ?? (() => undefined),
  });
  if (options.timeSkipping === true && !isAtLeast(binary.version, pinnedVersion)) {
    throw new Error(
      `The Temporal CLI ${binary.version} cannot skip time. Install ${pinnedVersion} or later on the PATH.`,
    );
  }
  return await launch(options, namespace, binary);
}

/** Stops the Temporal server of a data folder, if one runs. */
export async function stopTemporal(dataDir: string): Promise<void> {
  const running = findLiveProcess(dataDir, recordName);
  if (running !== undefined) await stopProcess(running);
  removeProcessRecord(dataDir, recordName);
}

async function useExisting(address: string, uiUrl: string, namespace: string): Promise<RunningTemporal> {
  try {
    await withTemporal(address, (connection) => prepareNamespace(connection, namespace));
  } catch (error) {
    throw new Error(
      `The Temporal server at ${address} (TEMPORAL_ADDRESS) cannot be used with namespace "${namespace}": ` +
        `${error instanceof Error ? error.message : String(error)}. Check the address, or make the namespace there.`,
      { cause: error },
    );
  }
  const source = `existing server at ${address}`;
  return { address, uiUrl, pid: undefined, process: undefined, source, reused: true, stop: async () => undefined };
}

async function launch(options: TemporalOptions, namespace: string, binary: TemporalBinary): Promise<RunningTemporal> {
  const { dataDir, port, uiPort } = options;
  const logFile = join(dataDir, 'logs', 'temporal.log');
  const details = { port, uiPort, source: `CLI ${binary.version} (${binary.source})` };
  mkdirSync(join(dataDir, 'temporal'), { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const ref = await spawnDetached({ command: binary.path, args: serverArgs(options, namespace), logFile });
    writeProcessRecord(dataDir, recordName, ref, details);
    const server = describeOwn(dataDir, ref, details);
    if (await isReady(server.address, namespace, ref)) return server;
    await server.stop();
    // The server picks ports for its inner services at random; now and then one is taken in between.
    if (attempt === startAttempts) {
      throw new Error(`Temporal did not start. Its log ${logFile} ends:\n${readLogTail(logFile)}`);
    }
  }
}

function serverArgs({ dataDir, port, uiPort, timeSkipping, inMemory }: TemporalOptions, namespace: string): string[] {
  const file = join(dataDir, 'temporal', 'temporal.db');
  const place = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)];
  const storage = [
    '--db-filename',
    file,
    '--sqlite-pragma',
    'journal_mode=wal',
    '--sqlite-pragma',
    'synchronous=normal',
  ];
  return [
    'server',
    'start-dev',
    ...place,
    ...(inMemory === true ? [] : storage),
    '--log-level',
    'warn',
    '--namespace',
    namespace,
    ...searchAttributeFlags,
    ...(timeSkipping === true ? ['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true'] : []),
  ];
}

function describeOwn(
  dataDir: string,
  ref: ProcessRef,
  { port, uiPort, source }: Record<string, string | number | boolean>,
): RunningTemporal {
  return {
    address: `127.0.0.1:${port}`,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    pid: ref.pid,
    process: { pid: ref.pid, startedAt: ref.startedAt },
    source: String(source),
    reused: false,
    async stop() {
      await stopProcess(ref);
      removeProcessRecord(dataDir, recordName);
    },
  };
}

/** Waits until the namespace can be used; false when the server ended or the time is over. */
async function isReady(address: string, namespace: string, server: ProcessRef): Promise<boolean> {
  const port = Number(address.split(':').at(-1));
  const answer = await waitFor(
    async () => {
      if (!isAlive(server)) return 'ended';
      // A client that comes too early waits a second before it tries again; the port tells sooner.
      if (!(await isListening(port))) return undefined;
      try {
        await withTemporal(address, (connection) => prepareNamespace(connection, namespace));
        // Another server may have taken the port meanwhile: it answers, and ours has ended.
        return isAlive(server) ? 'ready' : 'ended';
      } catch {
        return undefined;
      }
    },
    { timeoutMs: readyMs },
  );
  return answer === 'ready';
}
