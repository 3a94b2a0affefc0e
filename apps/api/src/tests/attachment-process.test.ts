import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { purgeFiles } from '@crm/core/maintenance/purge-files';
import type { FileStore } from '@crm/core/ports/file-store';
import { database } from '@crm/db/orm';
import { choosePort } from '@crm/local/ports';
import { waitFor } from '@crm/local/wait';
import { openFileStore, type StorageSettings } from '@crm/storage/settings';
import { startS3Server, type S3Server } from '@crm/storage/testing/s3-server';
import { startTestApi, testSecret, type TestApi, type TestClient } from '../testing/test-api.ts';
import { sendFile, uploadAddress, type Sending } from '../testing/upload-client.ts';

const MiB = 1024 * 1024;
const block = randomBytes(MiB);

let folder: string;
let server: S3Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-files-'));
  server = await startS3Server(process.env);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

interface Place {
  readonly settings: NodeJS.ProcessEnv;
  readonly showsUnfinished: boolean;
  everything(): Promise<readonly string[]>;
}

const inFolder = (): Place => ({
  settings: { CRM_STORAGE_DIR: folder },
  showsUnfinished: true,
  everything: () =>
    Promise.resolve(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    ),
});

const inBucket = (): Place => ({
  settings: {
    CRM_S3_ENDPOINT: server.place.endpoint,
    CRM_S3_BUCKET: server.place.bucket,
    CRM_S3_KEY: server.place.accessKeyId,
    CRM_S3_SECRET: server.place.secretAccessKey,
  },
  showsUnfinished: server.showsUnfinished,
  everything: () => server.everything(),
});

describe.each([
  ['a folder', inFolder],
  ['an S3-compatible server', inBucket],
])('an API with files in %s', (_name, placeOf) => {
  let place: Place;
  let store: FileStore;
  let home: TestApi;
  let rep: TestClient;
  let subject: Sending['subject'];
  let child: ChildProcess;
  let url: string;
  let metrics: string;

  beforeAll(async () => {
    place = placeOf();
    const defaults: StorageSettings = { CRM_DATA_DIR: folder, CRM_S3_REGION: 'us-east-1' };
    store = await openFileStore({ ...defaults, ...place.settings });
    home = await startTestApi({}, { store });
    rep = await home.as(home.company.users.northRep);
    const made = await rep.call('POST', '/crm/v1/accounts', { name: 'Heavy' });
    subject = { type: 'account', id: String(made.body['id']) };
    ({ child, url, metrics } = await startApi(home.databaseUrl, place.settings));
  });
  afterAll(async () => {
    if (child.kill()) await once(child, 'exit');
    await home[Symbol.asyncDispose]();
  });

  it('takes and gives 160 MiB with flat memory', async () => {
    for (let times = 0; times < 6; times += 1) await roundTrip(12);
    const level = await readMemory(metrics);
    const peak = watchMemory(metrics);
    const { sent, got } = await roundTrip(160);
    expect(got).toBe(sent);
    const grown = ((await peak.stop()) - level) / MiB;
    console.info(`${Math.round(level / MiB)} MiB at rest, ${Math.round(grown)} MiB more at most`);
    // V8 lets up to 64 MiB of buffers lie that nobody holds any more before it collects them.
    expect(grown).toBeLessThan(100);
  }, 120_000);

  /** Sends a file of so many MiB and fetches it again, a piece at a time. */
  async function roundTrip(size: number) {
    const sent = createHash('sha256');
    for (let at = 0; at < size; at += 1) sent.update(block);
    const { status, body } = await sendFile(url, rep, repeat(size), { subject, name: 'big.dat' });
    expect([status, body['size_bytes']]).toEqual([201, size * MiB]);
    const answer = await fetch(`${url}/crm/v1/attachments/${String(body['id'])}/content`, {
      headers: { authorization: `Bearer ${rep.token}` },
    });
    const got = createHash('sha256');
    for await (const piece of answer.body ?? []) got.update(piece);
    return { sent: sent.digest('hex'), got: got.digest('hex') };
  }

  it('is killed in the middle of an upload: nothing is listed, and what was stored is swept up', async () => {
    const before = await place.everything();
    const count = await rep.call('GET', '/crm/v1/attachments/count');
    const sending = fetch(uploadAddress(url, subject, 'killed.dat'), {
      method: 'POST',
      headers: { authorization: `Bearer ${rep.token}`, 'idempotency-key': 'killed' },
      body: repeat(60, 50),
      duplex: 'half',
    });
    sending.catch(() => undefined);
    const rows = database(home.fork()).selectFrom('crm_attachments').select('id').where('fileName', '=', 'killed.dat');
    await expect.poll(() => rows.execute(), { timeout: 20_000 }).toHaveLength(1);
    // A tenth of the file, which is more than the first part of an upload to S3, is on its way before the next second ends.
    await sleep(1000);
    child.kill('SIGKILL');
    await expect(sending).rejects.toThrow();

    expect((await rep.call('GET', '/crm/v1/attachments/count')).body).toEqual(count.body);
    if (place.showsUnfinished) expect((await place.everything()).length).toBeGreaterThan(before.length);
    const later = new Date(Date.now() + 3 * 3_600_000);
    expect(await purgeFiles(home.fork, store, later)).toBe(1);
    expect(await place.everything()).toEqual(before);
    expect(await rows.execute()).toEqual([]);
  }, 60_000);
});

async function startApi(databaseUrl: string, settings: NodeJS.ProcessEnv) {
  const anyPort = { wanted: 0, fallback: true, variable: 'the tests' };
  const [port, metricsPort] = [await choosePort(anyPort), await choosePort(anyPort)];
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: {
      DATABASE_URL: databaseUrl,
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../../node_modules/.cache/node'),
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      PORT: String(port),
      CRM_METRICS_PORT: String(metricsPort),
      CRM_SECRET: testSecret,
      LOG_LEVEL: 'error',
      CRM_UPLOAD_MAX_BYTES: String(400 * MiB),
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const answers = () =>
    fetch(`${url}/health/live`).then(
      ({ ok }) => (ok ? true : undefined),
      () => undefined,
    );
  expect(await waitFor(answers, { timeoutMs: 20_000 })).toBe(true);
  return { child, url, metrics: `http://127.0.0.1:${metricsPort}/metrics` };
}

/** So many MiB as they are asked for. @param pauseMs before each of them */
function repeat(size: number, pauseMs = 0): ReadableStream {
  let left = size;
  return new ReadableStream({
    async pull(controller) {
      if (pauseMs > 0) await sleep(pauseMs);
      if (left === 0) return controller.close();
      left -= 1;
      controller.enqueue(block);
    },
  });
}

async function readMemory(url: string): Promise<number> {
  const metrics = await (await fetch(url)).text();
  return Number(/^crm_process_resident_memory_bytes (\S+)$/mu.exec(metrics)?.[1]);
}

/** Looks at the memory of the API again and again, and knows the most of it. */
function watchMemory(url: string) {
  const stopping = new AbortController();
  const watch = async () => {
    let most = 0;
    while (!stopping.signal.aborted) {
      most = Math.max(most, await readMemory(url));
      await sleep(100);
    }
    return most;
  };
  const watching = watch();
  return {
    stop() {
      stopping.abort();
      return watching;
    },
  };
}
