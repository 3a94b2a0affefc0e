import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { choosePort, isListening } from '@crm/local/ports';
import { userCacheDir } from '@crm/local/temporal-binary';
import { waitFor } from '@crm/local/wait';
import type { S3Place } from '../s3.ts';
import { findVersitygw, type Program } from './versitygw.ts';

export interface S3Server extends AsyncDisposable {
  readonly place: S3Place;
  /** Which server this is, in words. */
  readonly description: string;
  /** Whether it lists, and aborts, uploads that were not finished. */
  readonly showsUnfinished: boolean;
  /** Everything that lies there; uploads that were not finished only where they are shown. */
  everything(): Promise<readonly string[]>;
}

type Running = Omit<S3Server, 'place'> & { readonly keys: Pick<S3Place, 'accessKeyId' | 'secretAccessKey'> };

const region = 'us-east-1';
const bucket = 'crm-files';
const readyMs = 30_000;

/**
 * An S3-compatible server with an empty bucket, for tests: the one that `CRM_TEST_S3_ENDPOINT` names (with
 * `CRM_TEST_S3_BUCKET`, `CRM_TEST_S3_KEY`, `CRM_TEST_S3_SECRET`), else versitygw where it is installed, else s3rver
 * (ADR 0012).
 */
export async function startS3Server(env: NodeJS.ProcessEnv): Promise<S3Server> {
  const own = env['CRM_TEST_S3_ENDPOINT'];
  if (own !== undefined) return useOwn(own, env);
  const program = findVersitygw(env['PATH'] ?? '', userCacheDir(env['XDG_CACHE_HOME']));
  const folder = mkdtempSync(join(tmpdir(), 'crm-s3-'));
  const port = await choosePort({ wanted: 0, fallback: true, variable: 'the tests' });
  const endpoint = `http://127.0.0.1:${port}`;
  const running = await (program === null ? startS3rver(folder, port) : startVersitygw(program, folder, port));
  return {
    ...running,
    place: { endpoint, region, bucket, ...running.keys },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function useOwn(endpoint: string, env: NodeJS.ProcessEnv): S3Server {
  const place = {
    endpoint,
    region: env['CRM_TEST_S3_REGION'] ?? region,
    bucket: env['CRM_TEST_S3_BUCKET'] ?? bucket,
    accessKeyId: env['CRM_TEST_S3_KEY'] ?? '',
    secretAccessKey: env['CRM_TEST_S3_SECRET'] ?? '',
  };
  const client = connect(place);
  return {
    place,
    description: endpoint,
    showsUnfinished: true,
    everything: () => listEverything(client, place.bucket),
    [Symbol.asyncDispose]: () => Promise.resolve(client.destroy()),
  };
}

async function startVersitygw({ path, description }: Program, folder: string, port: number): Promise<Running> {
  const keys = { accessKeyId: 'crm-tests', secretAccessKey: 'a secret for tests only' };
  const places = { data: join(folder, 'data'), facts: join(folder, 'facts') };
  for (const place of Object.values(places)) mkdirSync(place);
  const child = spawn(
    path,
    ['--port', `127.0.0.1:${port}`, '--region', region, '--quiet', 'posix', '--sidecar', places.facts, places.data],
    { env: { ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey }, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const client = connect({ endpoint: `http://127.0.0.1:${port}`, region, bucket, ...keys });
  const stop = async () => {
    client.destroy();
    child.kill();
    await ended;
  };
  const listening = await waitFor(async () => ((await isListening(port)) ? true : undefined), { timeoutMs: readyMs });
  if (listening === undefined) {
    await stop();
    throw new Error('versitygw does not listen.');
  }
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const everything = () => listEverything(client, bucket);
  return { keys, description, showsUnfinished: true, everything, [Symbol.asyncDispose]: stop };
}

/** Checks the signatures of requests for objects; for those that are for the bucket itself it computes wrong ones. */
async function startS3rver(folder: string, port: number): Promise<Running> {
  const configureBuckets = [{ name: bucket, configs: [] }];
  const server = new S3rver({ address: '127.0.0.1', port, directory: folder, silent: true, configureBuckets });
  await server.run();
  return {
    keys: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    description: 's3rver',
    showsUnfinished: false,
    everything: () =>
      Promise.resolve(
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('_object')),
      ),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function connect({ endpoint, region: place, accessKeyId, secretAccessKey }: S3Place): S3Client {
  return new S3Client({
    region: place,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
}

async function listEverything(client: S3Client, name: string): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: name }));
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: name }));
  return [...Contents, ...Uploads].map(({ Key = '' }) => Key);
}
