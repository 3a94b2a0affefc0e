import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../env.ts';
import { padKey, preparePushKeys } from './push-keys.ts';
import { readRunFile, removeRunFile, writeRunFile, type Run } from './run-file.ts';
import { prepareSecret } from './secret.ts';

const privateFile = 0o600;
const permissionBits = 0o777;
let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crm-run-'));
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const run: Run = {
  url: 'http://127.0.0.1:3000',
  temporal: { address: '127.0.0.1:7233', ui: 'http://127.0.0.1:8233' },
  database: { url: 'postgresql://127.0.0.1/crm' },
  metrics: { api: 'http://127.0.0.1:9464/metrics', worker: 'http://127.0.0.1:9564/metrics' },
  mail: { folder: '/data/mail' },
  pids: { api: 7 },
  logins: [{ role: 'admin', email: 'a@example.com', password: 'secret' }],
};

test('the note of a running system is read as it was written, by its owner only', () => {
  writeRunFile(dataDir, run);
  expect(readRunFile(dataDir)).toEqual(run);
  expect(statSync(join(dataDir, 'run.json')).mode & permissionBits).toBe(privateFile);
  removeRunFile(dataDir);
  expect(readRunFile(dataDir)).toBeUndefined();
});

test('a damaged note counts as none', () => {
  writeFileSync(join(dataDir, 'run.json'), '{"url": 1}');
  expect(readRunFile(dataDir)).toBeUndefined();
});

test('a key for pushes that begins with zeros keeps them', () => {
  const short = Buffer.alloc(31, 7);
  expect(Buffer.from(padKey(short.toString('base64url')), 'base64url')).toEqual(
    Buffer.concat([Buffer.alloc(1), short]),
  );
  const keys = preparePushKeys(readConfig({ CRM_DATA_DIR: dataDir }));
  expect(Buffer.from(keys.privateKey, 'base64url')).toHaveLength(32);
  expect(preparePushKeys(readConfig({ CRM_DATA_DIR: dataDir }))).toEqual(keys);
});

test('the secret is made once, and a set one comes first', () => {
  const config = readConfig({ CRM_DATA_DIR: dataDir });
  const secret = prepareSecret(config);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(prepareSecret(config)).toBe(secret);
  expect(statSync(join(dataDir, 'secret')).mode & permissionBits).toBe(privateFile);
  expect(prepareSecret({ ...config, secret: 'x'.repeat(40) })).toBe('x'.repeat(40));
});
