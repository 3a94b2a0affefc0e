import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailSink } from '@crm/local/mail-sink';
import { openDiskStore } from '@crm/storage/disk';
import { openFileStore } from '@crm/storage/settings';
import type { Targets } from './check.ts';
import { checkClock, checkDatabase, checkSchema } from './database.ts';
import { checkMail } from './mail.ts';
import { checkFiles, checkStorage } from './surroundings.ts';
import { checkQueues, checkTemporal } from './temporal.ts';

const nothing: Targets = {
  databaseUrl: undefined,
  temporalAddress: undefined,
  temporalUiUrl: undefined,
  smtp: undefined,
};
const deaf: Targets = {
  ...nothing,
  databaseUrl: 'postgresql://127.0.0.1:1/crm',
  temporalAddress: '127.0.0.1:1',
  smtp: { url: 'smtp://127.0.0.1:1', folder: undefined },
};
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
  checkMail(nothing),
  checkMail(deaf),
  checkDatabase(deaf),
  checkTemporal(deaf, 'crm'),
])('with nothing running, $name is wrong and says what to do', async ({ look }) => {
  const finding = await look();
  expect(finding.ok).toBe(false);
  expect(finding.advice).toMatch(/\w+/);
});

test('mail: a server that answers is named with the folder that it keeps mails in', async () => {
  const mails = join(folder, 'mail');
  const sink = await startMailSink({ dir: mails, port: 0 });
  const smtp = { url: `smtp://127.0.0.1:${sink.port}`, folder: mails };
  const finding = await checkMail({ ...nothing, smtp }).look();
  await sink.close();
  expect(finding).toEqual({ ok: true, detail: `127.0.0.1:${sink.port}, keeps what is sent in ${mails}` });
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

test('files: a store is tried out and left as it was', async () => {
  const files = join(folder, 'files');
  const { ok, detail } = await checkFiles(() => Promise.resolve(openDiskStore(files))).look();
  expect({ ok, detail }).toEqual({ ok: true, detail: `the folder ${files}: stored, read and removed` });
  expect(readdirSync(files)).toEqual([]);
});

test('files: a bucket that nobody answers for is wrong, and half a setting too', async () => {
  const place = { CRM_DATA_DIR: folder, CRM_S3_REGION: 'us-east-1', CRM_S3_BUCKET: 'crm' };
  const keys = { CRM_S3_ENDPOINT: 'http://127.0.0.1:1', CRM_S3_KEY: 'key', CRM_S3_SECRET: 'secret' };
  const deafBucket = await checkFiles(() => openFileStore({ ...place, ...keys })).look();
  expect(deafBucket).toMatchObject({ ok: false, advice: expect.stringMatching(/CRM_S3/) });
  const half = await checkFiles(() => openFileStore(place)).look();
  expect(half).toMatchObject({ ok: false, detail: expect.stringMatching(/CRM_S3_KEY/) });
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
