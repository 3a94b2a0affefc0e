import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
  type TRPCLink,
} from '@trpc/client';
import type { TRPCBuiltRouter, TRPCDefaultErrorShape } from '@trpc/server';
import { EventSource } from 'eventsource';
import { createAuthenticator, type Authenticator, type Credentials, type Token } from './auth.ts';
import { toCrmError } from './errors.ts';
import { listen } from './live.ts';
import type { LiveEvent, Procedures } from './procedures.ts';

/** The API as tRPC knows it. */
export type CrmRouter = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: TRPCDefaultErrorShape; transformer: false },
  Procedures
>;

export interface CrmClientOptions {
  /** Where the CRM is: `https://crm.example.com`. */
  readonly url: string;
  readonly credentials: Credentials;
  /** How often a call is tried in all, where trying again is safe. */
  readonly attempts?: number;
  /** Instead of the global one: for proxies and tests. */
  readonly fetch?: typeof fetch;
}

export interface CrmClient {
  /** Every procedure, typed: `crm.api.account.create.mutate({ data: { name: 'Acme' } })`. */
  readonly api: TRPCClient<CrmRouter>;
  /** Changes as they happen, until the signal ends it; after a break those that were missed. */
  changes(options?: { readonly signal?: AbortSignal }): AsyncIterable<LiveEvent>;
  /** Ends the session that the client began with a password. */
  signOut(): Promise<void>;
}

const defaultAttempts = 4;
/** Longer addresses are cut by some proxies. */
const maxURLLength = 4_000;

/**
 * A client of one CRM. Every write carries an idempotency key of its own, so that it can be sent again after a broken
 * connection without happening twice.
 */
export function createCrmClient(options: CrmClientOptions): CrmClient {
  const { credentials, attempts = defaultAttempts, fetch: doFetch = fetch } = options;
  const url = options.url.replace(/\/+$/u, '');
  const auth = createAuthenticator(url, credentials, doFetch);
  const sent = new WeakMap<object, Token>();
  const trpcUrl = `${url}/trpc`;

  const authorization = async (...contexts: readonly object[]) => {
    const token = await auth.token();
    for (const context of contexts) sent.set(context, token);
    return `Bearer ${token.access}`;
  };

  const api = createTRPCClient<CrmRouter>({
    links: [
      withIdempotencyKey,
      retryLink({
        retry: ({ op, error, attempts: made }) => made < attempts && isWorthRetry(error, auth, sent.get(op.context)),
        retryDelayMs,
      }),
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url: trpcUrl,
          EventSource,
          eventSourceOptions: ({ op }) => ({
            fetch: async (address, init) =>
              doFetch(address, {
                ...init,
                headers: { ...init.headers, authorization: await authorization(op.context) },
              }),
          }),
        }),
        false: splitLink({
          condition: ({ type }) => type === 'mutation',
          // Each write alone: a key belongs to one of them.
          true: httpLink({
            url: trpcUrl,
            fetch: doFetch,
            headers: async ({ op }) => ({
              authorization: await authorization(op.context),
              'idempotency-key': String(op.context['idempotencyKey']),
            }),
          }),
          false: httpBatchLink({
            url: trpcUrl,
            fetch: doFetch,
            maxURLLength,
            headers: async ({ opList }) => ({ authorization: await authorization(...opList.map((op) => op.context)) }),
          }),
        }),
      }),
    ],
  });

  return {
    api,
    changes: ({ signal } = {}) => listen(api, signal),
    signOut: () => auth.signOut(),
  };
}

/** One key for all tries of one call. A caller's own comes as `{ context: { idempotencyKey } }`. */
const withIdempotencyKey: TRPCLink<CrmRouter> =
  () =>
  ({ op, next }) =>
    next(
      op.type === 'mutation'
        ? { ...op, context: { idempotencyKey: globalThis.crypto.randomUUID(), ...op.context } }
        : { ...op, context: { ...op.context } },
    );

/** Safe for reads by nature, for writes by their key. */
function isWorthRetry(error: unknown, auth: Authenticator, token: Token | undefined): boolean {
  switch (toCrmError(error).code) {
    case 'network':
    case 'unavailable':
    case 'too_many_requests':
    case 'rate_limited':
    case 'idempotency_in_progress':
      return true;
    case 'token_expired':
    case 'token_invalid':
      return token !== undefined && auth.renew(token);
    default:
      return false;
  }
}

/** Twice as long each time, with chance so that many clients do not come back together. */
function retryDelayMs(attempt: number): number {
  return Math.min(8_000, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);
}
