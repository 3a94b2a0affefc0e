import { join } from 'node:path';
import pg from 'pg';
import { withPostgres } from './postgres-client.ts';
import {
  clusterPath,
  findPostgresOrphans,
  findRunningPostgres,
  preparePostgresFiles,
  removeStalePidFile,
  type PostgresFiles,
} from './postgres-files.ts';
import {
  isAlive,
  readLogTail,
  sendSignal,
  spawnDetached,
  stopProcess,
  waitForEnd,
  type ProcessRef,
} from './process.ts';
import { waitFor } from './wait.ts';

export interface PostgresOptions {
  /** The CRM's data folder; PostgreSQL gets `postgres/` and `logs/postgres.log` in it. */
  readonly dataDir: string;
  /** Loopback port for a server that has to be started; one that runs already keeps its own. */
  readonly port: number;
  /** `false` turns the safety against power cuts off: for tests only. */
  readonly durable?: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface RunningPostgres {
  /** Of the database `crm`, as its owner `crm`: may create databases, is no superuser. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly process: ProcessRef;
  /** Whether it ran before we came. */
  readonly reused: boolean;
  /** Stops the server gently (open transactions are rolled back). */
  stop(): Promise<void>;
}

const readyMs = 60_000;
const startAttempts = 3;
const stopGraceMs = 20_000;
const quitGraceMs = 5_000;
const retryMs = 25;
const orphansEndMs = 1_000;
const sharedMemoryLines = 5;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // Compiling pays for queries of seconds, and ours take milliseconds.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_duration_statement: '1s',
} as const;

// What was committed still survives a `kill -9`, only no power cut.
const settingsWithoutSafety = { fsync: 'off', full_page_writes: 'off' } as const;

/**
 * Starts the PostgreSQL server of a data folder, or finds it running, and makes sure that database and role `crm` exist.
 * Recovers by itself from whatever a `kill -9` left behind. The server outlives the calling process.
 * @throws Error with the end of the server's log, when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, onProgress = () => undefined } = options;
  const logFile = join(dataDir, 'logs', 'postgres.log');
  const files = await preparePostgresFiles(dataDir);
  if (files.isNew) onProgress('new database cluster');
  const running = findRunningPostgres(files.cluster);
  const reused = running !== undefined && (await waitUntilReady(running, files.password));
  // One that was just killed may still be listed: then it ended while we waited, and a new one is started.
  if (running !== undefined && !reused && isAlive(running)) throw describeFailure(logFile);
  const server = reused ? running : await launch(files, options, logFile, onProgress);
  await createDatabase(server.port, files.password);
  return {
    url: databaseUrl('crm', files.password, server.port, 'crm'),
    port: server.port,
    pid: server.pid,
    process: { pid: server.pid, startedAt: server.startedAt },
    reused,
    stop: () => stopPostgres(server),
  };
}

/** The running server of a data folder as a process, without starting anything. */
export function findPostgres(dataDir: string): (ProcessRef & { readonly port: number }) | undefined {
  return findRunningPostgres(clusterPath(dataDir));
}

/** Stops a server gently: sessions are ended, transactions rolled back, a checkpoint written. */
export async function stopPostgres(server: ProcessRef): Promise<void> {
  if (sendSignal(server, 'SIGINT') && (await waitForEnd(server, stopGraceMs))) return;
  await stopProcess(server, { signal: 'SIGQUIT', graceMs: quitGraceMs });
}

async function launch(
  files: PostgresFiles,
  { port, durable = true }: PostgresOptions,
  logFile: string,
  onProgress: (line: string) => void,
): Promise<ProcessRef & { port: number }> {
  const orphans = findPostgresOrphans(files.cluster);
  if (orphans.length > 0) onProgress(`ended ${orphans.length} processes that a killed server left`);
  await Promise.all(orphans.map((orphan) => stopProcess(orphan, { signal: 'SIGKILL' })));
  removeStalePidFile(files.cluster);

  const chosen = { ...settings, ...(durable ? {} : settingsWithoutSafety) };
  const [command = '', ...args] = [
    ...files.account.prefix,
    files.binaries.postgres,
    '-D',
    files.cluster,
    '-p',
    String(port),
    ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  for (let attempt = 1; ; attempt += 1) {
    const ref = await spawnDetached({ command, args, logFile, cwd: '/', ...files.account.runAs });
    const server = { ...ref, port };
    if (await waitUntilReady(server, files.password)) return server;
    // Where orphans cannot be seen, they still end by themselves a moment after their server.
    const leftovers = readLogTail(logFile, sharedMemoryLines).includes('shared memory block');
    if (!leftovers || attempt === startAttempts) throw describeFailure(logFile);
    await waitFor(() => undefined, { timeoutMs: orphansEndMs });
  }
}

function describeFailure(logFile: string): Error {
  return new Error(`PostgreSQL did not start. Its log ${logFile} ends:\n${readLogTail(logFile)}`);
}

async function waitUntilReady(server: ProcessRef & { port: number }, password: string): Promise<boolean> {
  const answer = await waitFor(
    async () => {
      if (!isAlive(server)) return 'ended';
      return (await canQuery(databaseUrl('postgres', password, server.port, 'postgres'))) ? 'ready' : undefined;
    },
    { timeoutMs: readyMs, intervalMs: retryMs },
  );
  return answer === 'ready';
}

async function canQuery(url: string): Promise<boolean> {
  try {
    await withPostgres(url, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    // A wrong password will not get better by waiting.
    if (error instanceof pg.DatabaseError && error.code === '28P01') throw error;
    return false;
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  await withPostgres(databaseUrl('postgres', password, port, 'postgres'), async (client) => {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'crm') as role,
              exists (select from pg_database where datname = 'crm') as database`,
    );
    const secret = client.escapeLiteral(password);
    if (rows[0]?.role !== true) await client.query(`create role crm login createdb password ${secret}`);
    if (rows[0]?.database !== true) await client.query('create database crm owner crm');
  });
}

function databaseUrl(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
