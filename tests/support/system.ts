import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { chooseTestPorts, makeDataDir } from '@crm/local/testing';

const run = promisify(execFile);

const runShape = z.object({
  url: z.string(),
  temporal: z.object({ address: z.string(), ui: z.string().nullable() }),
  database: z.object({ url: z.string() }),
  pids: z.record(z.string(), z.number()),
  logins: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});
export type Run = z.output<typeof runShape>;

/** The whole product as `npm start` starts it, with data of its own. */
export interface System extends AsyncDisposable {
  readonly run: Run;
  readonly dataDir: string;
  /** Stops it with the command that people use. */
  stop(): Promise<void>;
}

const startMs = 120_000;

/** Starts the product on free ports and waits until it says that it is ready. */
export async function startSystem(): Promise<System> {
  const dataDir = makeDataDir();
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _temporal, SMTP_URL: _smtp, ...inherited } = process.env;
  const env = { ...inherited, ...(await chooseTestPorts()), CRM_DATA_DIR: dataDir, CRM_RATE_LIMIT: '0' };
  await run(process.execPath, ['apps/cli/src/main.ts', 'up'], { env, timeout: startMs });
  const stop = async () => {
    await run(process.execPath, ['apps/cli/src/main.ts', 'down'], { env, timeout: startMs });
  };
  return {
    dataDir,
    stop,
    run: runShape.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'))),
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const body = z.record(z.string(), z.unknown());

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Signs in with one of the printed logins. @returns a way to call REST as that person */
export async function signIn({ url, logins }: Run, role: string) {
  const login = logins.find((candidate) => candidate.role === role);
  if (!login) throw new Error(`No login was printed for ${role}.`);
  const token = await call(url, 'POST', '/admin/auth/login', { email: login.email, password: login.password });
  const authorization = `Bearer ${String(token.body['access_token'])}`;
  return (method: string, path: string, payload?: object) => call(url, method, path, payload, { authorization });
}

export type Caller = Awaited<ReturnType<typeof signIn>>;

async function call(
  url: string,
  method: string,
  path: string,
  payload?: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(new URL(path, url), {
    method,
    headers: {
      ...headers,
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? {} : body.parse(JSON.parse(text)) };
}

/** The rows of a list. */
export function rowsOf(answer: Answer): Record<string, unknown>[] {
  return z.array(body).parse(answer.body['items']);
}
