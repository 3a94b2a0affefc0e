import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { choosePort, isListening, isPortFree } from './ports.ts';

const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

test('a free port is given as it was wanted', async () => {
  const port = await takeAndRelease();
  expect(await choosePort({ wanted: port, fallback: false, variable: 'CRM_PORT' })).toBe(port);
});

test('a taken default moves on to a port that is free', async () => {
  const taken = await take();
  const chosen = await choosePort({ wanted: taken, fallback: true, variable: 'CRM_PORT' });
  expect(chosen).toBeGreaterThan(taken);
  expect(await isPortFree(chosen)).toBe(true);
});

test('a taken port that was asked for is an error that names the setting', async () => {
  const taken = await take();
  await expect(choosePort({ wanted: taken, fallback: false, variable: 'CRM_PORT' })).rejects.toThrow(
    `Port ${taken} is taken, and CRM_PORT asks for it.`,
  );
});

test('a port taken on all addresses counts as taken', async () => {
  const taken = await take('0.0.0.0');
  expect(await isPortFree(taken)).toBe(false);
  expect(await isListening(taken)).toBe(true);
});

test('port 0 gives any free port', async () => {
  const port = await choosePort({ wanted: 0, fallback: false, variable: 'CRM_PORT' });
  expect(port).toBeGreaterThan(0);
  expect(await isListening(port)).toBe(false);
});

async function take(host = '127.0.0.1'): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function takeAndRelease(): Promise<number> {
  const port = await take();
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}
