import { Client, Connection } from '@temporalio/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePort } from './ports.ts';
import { describeNamespace, withTemporal } from './temporal-namespace.ts';
import { startTemporal, stopTemporal, type RunningTemporal } from './temporal.ts';

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crm-temporal-'));
});

afterAll(async () => {
  await stopTemporal(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

test('a started server has the namespace, its search attributes, 30 days of history and a web UI', async () => {
  const server = await start();
  const state = await withTemporal(server.address, (connection) => describeNamespace(connection, 'crm'));
  expect(state).toEqual({ exists: true, retentionDays: 30, missingSearchAttributes: [] });
  expect((await fetch(server.uiUrl)).status).toBe(200);
});

test('a second start finds the server running', async () => {
  const first = await start();
  expect(await start()).toMatchObject({ address: first.address, uiUrl: first.uiUrl, pid: first.pid, reused: true });
});

test('a waiting workflow survives kill -9 of the server', async () => {
  const server = await start();
  await withClient(server, (client) =>
    client.workflow.start('waiting', { taskQueue: 'nobody-polls', workflowId: 'waiting/1', args: [] }),
  );
  process.kill(server.pid ?? 0, 'SIGKILL');

  const restarted = await start();
  expect(restarted.pid).not.toBe(server.pid);
  const found = await withClient(restarted, (client) => client.workflow.getHandle('waiting/1').describe());
  expect(found.status.name).toBe('RUNNING');
});

test('an existing server is used, and left running', async () => {
  const own = await start();
  const port = 1;
  const existing = await startTemporal({ dataDir, port, uiPort: port, address: own.address, namespace: 'other' });
  expect(existing).toMatchObject({ address: own.address, pid: undefined, uiUrl: '' });
  await existing.stop();
  const state = await withTemporal(own.address, (connection) => describeNamespace(connection, 'other'));
  expect(state).toMatchObject({ exists: true, missingSearchAttributes: [] });
});

test('an existing server that does not answer is an error that names the setting', async () => {
  const started = startTemporal({ dataDir, port: 1, uiPort: 1, address: '127.0.0.1:1' });
  await expect(started).rejects.toThrow('TEMPORAL_ADDRESS');
});

async function start(): Promise<RunningTemporal> {
  const port = await choosePort({ wanted: 0, fallback: true, variable: 'CRM_TEMPORAL_PORT' });
  const uiPort = await choosePort({ wanted: 0, fallback: true, variable: 'CRM_TEMPORAL_UI_PORT' });
  return await startTemporal({ dataDir, port, uiPort });
}

async function withClient<T>(server: RunningTemporal, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection, namespace: 'crm' }));
  } finally {
    await connection.close();
  }
}
