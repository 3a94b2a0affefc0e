import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { inject } from 'vitest';
import { z } from 'zod';
import type { Ports } from '@crm/core/context';
import { CustomFieldCatalogue } from '@crm/core/custom-field/catalogue';
import { createCompany, testPassword, testPorts, type TestCompany, type TestUser } from '@crm/core/testing/company';
import { createUnsubscribeLinks } from '@crm/core/notification/unsubscribe-links';
import { createOrm, type EntityManager } from '@crm/db/orm';
import { createTestDatabase } from '@crm/db/testing';
import { createMetrics } from '@crm/telemetry/metrics';
import { openDiskStore } from '@crm/storage/disk';
import { KeyUses } from '../auth/api-keys.ts';
import { createAccessTokens } from '../auth/access-tokens.ts';
import { createLucia } from '../auth/lucia.ts';
import { createSignInThrottle } from '../auth/sign-in-throttle.ts';
import { SignedInCache } from '../auth/signed-in-cache.ts';
import { createTrustedIssuers, type TrustedIssuer } from '../auth/trusted-issuers.ts';
import { buildApp, type AppParts } from '../app.ts';
import { createFileLinks } from '../files/links.ts';
import { LiveChanges } from '../live/live-changes.ts';
import { hearNotices } from '../live/notices.ts';
import { connectTemporal } from '../temporal/connection.ts';

export const testSecret = 'a secret for tests only, 32+ characters';

const tokenShape = z.object({ access_token: z.string(), refresh_token: z.string() });
const body = z.record(z.string(), z.unknown());

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON body; empty for no content. */
  readonly body: Record<string, unknown>;
}

export interface CallOptions {
  /** `undefined`: a new key for each write. `null`: none. */
  readonly key?: string | null | undefined;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who is signed in and speaks HTTP. */
export interface TestClient {
  readonly token: string;
  call(method: string, path: string, payload?: unknown, options?: CallOptions): Promise<Answer>;
}

export interface TestApi extends AsyncDisposable {
  readonly url: string;
  readonly company: TestCompany;
  readonly databaseUrl: string;
  fork(): EntityManager;
  as(user: TestUser): Promise<TestClient>;
  /** A caller without credentials. */
  readonly nobody: TestClient;
}

/** What a test sets otherwise than the rest. */
type TestSettings = Partial<Pick<AppParts, 'graphqlOperations' | 'rateLimit' | 'secure' | 'trustProxy'>> & {
  readonly trustedIssuers?: readonly TrustedIssuer[];
  readonly origins?: readonly string[];
};

/**
 * The whole API over real HTTP on a database of its own, with the test company in it.
 * @param files where files lie and how large they may be, unless in a folder of this API's own
 */
export async function startTestApi(
  ports: Partial<Ports> = {},
  files: Partial<AppParts['files']> = {},
  { trustedIssuers = [], origins = [], ...more }: TestSettings = {},
): Promise<TestApi> {
  const filesDir = mkdtempSync(join(tmpdir(), 'crm-files-'));
  const testDatabase = await createTestDatabase(inject('templateUrl'));
  const orm = await createOrm(testDatabase.url, { poolMax: 24 });
  const fork = () => orm.em.fork();
  const company = await createCompany(fork());
  const limits = new Pool({ connectionString: testDatabase.url, max: 2 });
  limits.on('error', () => undefined);
  const cache = new SignedInCache();
  const live = new LiveChanges(fork);
  const ready = Promise.withResolvers<void>();
  const customFields = new CustomFieldCatalogue();
  const listener = hearNotices(testDatabase.url, { live, cache, customFields, onReady: () => ready.resolve() });
  const temporal = connectTemporal({ address: inject('temporalAddress'), namespace: 'crm' });
  const app = await buildApp({
    metrics: createMetrics(),
    authenticator: {
      lucia: createLucia(fork, false),
      accessTokens: createAccessTokens(testSecret),
      cache,
      keyUses: new KeyUses(),
      issuers: createTrustedIssuers(trustedIssuers),
      origins,
    },
    throttle: createSignInThrottle(limits),
    live,
    ports: { ...testPorts, customFields, ...ports },
    files: {
      store: openDiskStore(filesDir),
      links: createFileLinks(testSecret),
      maxBytes: 1_000_000,
      ...files,
    },
    unsubscribe: createUnsubscribeLinks(testSecret),
    paymentsKey: testSecret,
    fork,
    temporal: temporal.client,
    graphqlOperations: null,
    adminDist: undefined,
    rateLimit: null,
    secure: false,
    trustProxy: false,
    logLevel: 'silent',
    ...more,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  await ready.promise;
  const address: AddressInfo | string | null = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  const tokens = new Map<string, string>();

  return {
    url,
    company,
    databaseUrl: testDatabase.url,
    fork,
    nobody: client(url, ''),
    async as(user) {
      const token = tokens.get(user.id) ?? (await signIn(url, user));
      tokens.set(user.id, token);
      return client(url, token);
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await listener.close();
      await Promise.all([orm.close(), limits.end(), temporal.close()]);
      await testDatabase.drop();
      rmSync(filesDir, { recursive: true });
    },
  };
}

async function signIn(url: string, user: TestUser): Promise<string> {
  const answer = await client(url, '').call('POST', '/admin/auth/login', { email: user.email, password: testPassword });
  return tokenShape.parse(answer.body).access_token;
}

function client(url: string, token: string): TestClient {
  return {
    token,
    async call(method, path, payload, options = {}) {
      const key = options.key === undefined ? randomUUID() : options.key;
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
          ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
          ...(method === 'GET' || key === null ? {} : { 'idempotency-key': key }),
          ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
          ...options.headers,
        },
        ...(payload === undefined ? {} : { body: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      return { status: answer.status, headers: answer.headers, text, body: isJson ? body.parse(JSON.parse(text)) : {} };
    },
  };
}
