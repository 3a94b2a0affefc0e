import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Targets } from './check.ts';
import { checkClock, checkDatabase, checkSchema } from './database.ts';
import { checkMail, checkStorage } from './surroundings.ts';
import { checkQueues, checkTemporal } from './temporal.ts';

const nothing: Targets = { databaseUrl: undefined, temporalAddress: undefined, temporalUiUrl: undefined };
const deaf: Targets = { ...nothing, databaseUrl: 'postgresql://127.0.0.1:1/crm', temporalAddress: '127.0.0.1:1' };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crm-doctor-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  checkDatabase(nothing),
  checkSchema(nothing),
  checkTemporal(nothing, 'crm'),
  checkQueues(nothing, 'crm'),
  checkClock(nothing),
  checkDatabase(deaf),
  checkTemporal(deaf, 'crm'),
])('with nothing running, $name is wrong and says what to do', async ({ look }) => {
  const finding = await look();
  expect(finding.ok).toBe(false);
  expect(finding.advice).toMatch(/\w+/);
});

test('mail that is not set up is said with what follows from it', async () => {
  expect((await checkMail().look()).detail).toContain('nothing is sent by e-mail');
});

test('storage: a folder that does not exist yet is looked at and not left behind', async () => {
  const missing = join(folder, 'missing');
  const { ok, detail } = await checkStorage(missing).look();
  expect({ ok, free: /GiB free/.test(detail) }).toEqual({ ok: true, free: true });
  mkdirSync(missing);
});

test('storage: a place that cannot be written is wrong', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await checkStorage(join(file, 'data')).look()).toMatchObject({
    ok: false,
    advice: expect.stringMatching(/CRM_DATA_DIR/),
  });
});

test('clock: a server whose time is hours away is named', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() + 7_200_000).toUTCString());
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const finding = await checkClock({ ...nothing, temporalUiUrl: `http://127.0.0.1:${port}` }).look();
  server.close();
  expect(finding.ok).toBe(false);
  expect(finding.detail).toMatch(/Temporal is 7\d\d\d\.\d s ahead/);
});
