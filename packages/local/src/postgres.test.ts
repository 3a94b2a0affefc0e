import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePort } from './ports.ts';
import { findPostgres, startPostgres, type RunningPostgres } from './postgres.ts';
import { waitForEnd } from './process.ts';

const openToAll = 0o755;
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crm-postgres-'));
  chmodSync(dataDir, openToAll);
});

afterAll(async () => {
  await stop(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

test('a first start makes a PostgreSQL 18 that knows letters beyond ASCII', async () => {
  const server = await start(dataDir);
  expect(server.reused).toBe(false);
  const [row] = await query(
    server,
    `select current_setting('server_version_num')::int as version, lower('ПРИВЕТ') as lower`,
  );
  expect(row).toEqual({ version: expect.toSatisfy((version: number) => version >= 180_000), lower: 'привет' });
  await query(server, 'create extension if not exists pg_trgm');
  expect(await query(server, `select cardinality(show_trgm('привет')) as count`)).toEqual([{ count: 7 }]);
});

test('a second start finds the server running and keeps its port', async () => {
  const first = await start(dataDir);
  const second = await start(dataDir);
  expect(second).toMatchObject({ pid: first.pid, port: first.port, url: first.url, reused: true });
});

test('it listens on the loopback address only', async () => {
  const server = await start(dataDir);
  expect(await query(server, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
});

test('committed data survive kill -9 of the server while sessions are open', async () => {
  const server = await start(dataDir);
  await query(server, 'create table kept (id int)');
  const session = new pg.Client({ connectionString: server.url });
  session.on('error', () => undefined);
  await session.connect();
  await session.query('insert into kept values (1)');
  const sleeping = session.query('select pg_sleep(30)').catch(() => undefined);
  process.kill(server.pid, 'SIGKILL');

  const restarted = await start(dataDir);
  await sleeping;
  expect(restarted.pid).not.toBe(server.pid);
  expect(await query(restarted, 'select id from kept')).toEqual([{ id: 1 }]);
});

test('a stale note that names a foreign process does not stop the start', async () => {
  const server = await start(dataDir);
  await server.stop();
  const cluster = join(dataDir, 'postgres', '18');
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n`);
  expect(findPostgres(dataDir)).toBeUndefined();
  expect((await start(dataDir)).reused).toBe(false);
});

test('a folder that only its owner may enter works as well', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'crm-postgres-closed-'));
  const nested = join(closed, 'data');
  try {
    expect(await query(await start(nested), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await start(nested)).reused).toBe(true);
  } finally {
    await stop(nested);
    rmSync(closed, { recursive: true, force: true });
  }
});

async function start(folder: string): Promise<RunningPostgres> {
  const port = await choosePort({ wanted: 0, fallback: true, variable: 'CRM_PG_PORT' });
  return await startPostgres({ dataDir: folder, port, durable: false });
}

async function stop(folder: string): Promise<void> {
  const server = findPostgres(folder);
  if (server === undefined) return;
  process.kill(server.pid, 'SIGINT');
  await waitForEnd(server, 10_000);
}

async function query(server: RunningPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
