import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileStore } from '@crm/core/ports/file-store';
import { openDiskStore } from './disk.ts';
import { openS3Store } from './s3.ts';
import { openFileStore, type StorageSettings } from './settings.ts';
import { startS3Server, type S3Server } from './testing/s3-server.ts';

const MiB = 1024 * 1024;

interface Bench {
  readonly store: FileStore;
  /** Everything that lies there, finished or not. */
  everything(): Promise<readonly string[]>;
}

let folder: string;
let server: S3Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-files-'));
  server = await startS3Server(process.env);
  console.info(`S3 server of these tests: ${server.description}`);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const benches: Readonly<Record<string, () => Bench>> = {
  'a folder': () => ({
    store: openDiskStore(folder),
    everything: () =>
      Promise.resolve(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => entry.name),
      ),
  }),
  'an S3-compatible server': () => ({ store: openS3Store(server.place), everything: () => server.everything() }),
};

describe.each(Object.entries(benches))('%s', (_name, open) => {
  let store: FileStore;
  let everything: Bench['everything'];
  const newKey = () => `attachments/aa/${randomUUID()}`;

  beforeAll(() => ({ store, everything } = open()));

  it.each([1, 300_000, 5 * MiB, 12 * MiB + 7])('gives back %d bytes as they were put', async (size) => {
    const key = newKey();
    const bytes = randomBytes(size);
    await store.put(key, pieces(bytes));
    expect(await store.head(key)).toEqual({ sizeBytes: size });
    expect(digest(await readAll(store, key))).toBe(digest(bytes));
  });

  it('gives a part of them', async () => {
    const key = newKey();
    const bytes = randomBytes(6 * MiB);
    await store.put(key, pieces(bytes));
    const part = await readAll(store, key, { start: 5 * MiB - 3, end: 5 * MiB + 4 });
    expect(part).toEqual(bytes.subarray(5 * MiB - 3, 5 * MiB + 5));
  });

  it('replaces what was under a key', async () => {
    const key = newKey();
    await store.put(key, pieces(Buffer.from('first')));
    await store.put(key, pieces(Buffer.from('second')));
    expect(String(await readAll(store, key))).toBe('second');
  });

  it('knows nothing of a key that was never put, and deletes it without complaint', async () => {
    const key = newKey();
    expect(await store.head(key)).toBeNull();
    expect(await store.get(key)).toBeNull();
    await store.delete(key);
  });

  it('has nothing left after a delete', async () => {
    const key = newKey();
    await store.put(key, pieces(Buffer.from('gone')));
    await store.delete(key);
    expect(await store.get(key)).toBeNull();
  });

  it.each([1_000, 11 * MiB])('keeps nothing of a source that broke after %d bytes', async (size) => {
    const key = newKey();
    const before = await everything();
    await expect(store.put(key, breaking(randomBytes(size)))).rejects.toThrow('the sender is gone');
    expect(await store.head(key)).toBeNull();
    expect(await everything()).toEqual(before);
  });

  it('tells where it is', () => {
    expect(store.place).toMatch(/folder|bucket/u);
  });
});

it('a folder: no key leads out of it', async () => {
  const store = openDiskStore(folder);
  for (const key of ['../secret', '/etc/passwd', 'a/../../b', 'a//b', '']) {
    await expect(store.put(key, pieces(Buffer.from('x')))).rejects.toThrow('no key');
    await expect(store.get(key)).rejects.toThrow('no key');
  }
});

describe('settings', () => {
  const none: StorageSettings = { CRM_DATA_DIR: '.data', CRM_S3_REGION: 'us-east-1' };

  it('choose a folder in the data folder unless told otherwise', async () => {
    expect((await openFileStore(none)).place).toBe('the folder .data/files');
    const set = await openFileStore({ ...none, CRM_STORAGE_DIR: '/srv/files' });
    expect(set.place).toBe('the folder /srv/files');
  });

  it('choose a bucket, and say what is missing of it', async () => {
    const bucket = { ...none, CRM_S3_BUCKET: 'crm', CRM_S3_KEY: 'key', CRM_S3_SECRET: 'secret' };
    expect((await openFileStore(bucket)).place).toBe('the bucket crm at Amazon S3');
    await expect(openFileStore({ ...bucket, CRM_S3_SECRET: undefined })).rejects.toThrow('CRM_S3_SECRET');
    const half = openFileStore({ ...none, CRM_S3_ENDPOINT: 'http://127.0.0.1:9000' });
    await expect(half).rejects.toThrow('CRM_S3_BUCKET');
  });
});

async function* pieces(bytes: Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* breaking(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield* pieces(bytes);
  throw new Error('the sender is gone');
}

async function readAll(store: FileStore, ...place: Parameters<FileStore['get']>): Promise<Buffer> {
  const bytes = await store.get(...place);
  if (bytes === null) throw new Error('nothing there');
  return buffer(bytes);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
