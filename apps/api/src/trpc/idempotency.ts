import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { middlewareMarker, type MiddlewareResult } from '@trpc/server/unstable-core-do-not-import';
import { sql } from 'kysely';
import { database, inTransaction, type EntityManager, type TransactionSession } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { refuseWhileViewing } from '@crm/core/auth/view-as';
import type { RequestContext } from '../context.ts';

/** What an Idempotency-Key looks like: printable, without spaces. */
export const keyPattern = '^[!-~]{1,200}$';

interface Call {
  readonly ctx: RequestContext;
  readonly actor: Actor;
  readonly procedure: string;
  readonly input: unknown;
  /** A field of the answer that is not kept. */
  readonly shownOnce?: string | undefined;
}

const needKey = new Set<RequestContext['surface']>(['rest', 'graphql']);
const keptHours = 48;
/** A second request with the same key waits this long for the first before it is told to come back. */
const patienceMs = 5_000;
const pauseMs = 40;

/**
 * Runs a write in one transaction, at most once per caller and key. The answer is stored in the transaction of the
 * write itself, so that a crash between the two cannot happen; a refused write leaves nothing behind and may be sent
 * again with the same key (ADR 0004).
 * @throws DomainError `idempotency_key_required`, `idempotency_mismatch`, `idempotency_in_progress`
 */
export async function runOnce<Overrides>(
  call: Call,
  run: (em: EntityManager) => Promise<MiddlewareResult<Overrides>>,
): Promise<MiddlewareResult<Overrides>> {
  const { ctx, actor } = call;
  const session = sessionOf(ctx, actor);
  const key = requireKey(ctx);
  if (key === null) return inTransaction(ctx.em, session, (em) => orThrow(run(em)));
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const outcome = await inTransaction(ctx.em, session, (em) => attempt(call, key, em, run));
    if (outcome !== 'busy') return outcome;
    if (Date.now() > deadline) {
      throw new DomainError('idempotency_in_progress', 'A request with this key is still running. Ask again soon.', {
        retry_after_seconds: 1,
      });
    }
    await sleep(pauseMs);
  }
}

/**
 * Who writes in a request's transaction: every door's writes pass here.
 * @throws DomainError `view_as_read_only`
 */
export function sessionOf({ requestId, signedIn }: RequestContext, actor: Actor): TransactionSession {
  if (signedIn !== null) refuseWhileViewing(signedIn);
  return { actorKind: actor.kind, actorId: actor.id, requestId, processId: null, via: actor.via };
}

/**
 * The key of a write; `null` where none is needed.
 * @throws DomainError `idempotency_key_required`, `bad_request`
 */
export function requireKey({ idempotencyKey: key, surface }: RequestContext): string | null {
  if (key === null && needKey.has(surface)) {
    throw new DomainError('idempotency_key_required', 'Send an Idempotency-Key header, new for each write.');
  }
  if (key !== null) checkKey(key);
  return key;
}

async function attempt<Overrides>(
  { ctx, actor, procedure, input, shownOnce }: Call,
  key: string,
  em: EntityManager,
  run: (em: EntityManager) => Promise<MiddlewareResult<Overrides>>,
): Promise<MiddlewareResult<Overrides> | 'busy'> {
  const db = database(em);
  const owner = actor.id ?? '00000000-0000-0000-0000-000000000000';
  const lock = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${owner}:${key}`}, 0)) as locked`.execute(db);
  if (lock.rows[0]?.locked !== true) return 'busy';
  const requestHash = createHash('sha256')
    .update(JSON.stringify([procedure, input]))
    .digest('hex');
  const stored = await db
    .selectFrom('crm_idempotency')
    .select(['requestHash', 'response'])
    .where('actorId', '=', owner)
    .where('key', '=', key)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst();
  if (stored) {
    if (stored.requestHash !== requestHash) {
      throw new DomainError('idempotency_mismatch', 'This key was used for another request. Use a new one.');
    }
    ctx.answer.replayed = true;
    return {
      ok: true,
      data: stored.response === null ? undefined : JSON.parse(stored.response),
      marker: middlewareMarker,
    };
  }
  const result = await orThrow(run(em));
  if (result.ok) {
    const now = new Date();
    const row = {
      actorId: owner,
      key,
      procedure,
      requestHash,
      status: 200,
      response: result.data === undefined ? null : JSON.stringify(result.data, without(shownOnce)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + keptHours * 3_600_000),
    };
    await database(em)
      .insertInto('crm_idempotency')
      .values(row)
      .onConflict((conflict) => conflict.columns(['actorId', 'key']).doUpdateSet(row))
      .execute();
  }
  return result;
}

/** Leaves a secret out of what is stored. */
function without(field: string | undefined) {
  return (key: string, value: unknown) => (key !== '' && key === field ? null : value);
}

/** A refusal must leave the transaction as an error, or it would be committed. */
async function orThrow<Overrides>(running: Promise<MiddlewareResult<Overrides>>) {
  const result = await running;
  if (!result.ok) throw result.error;
  return result;
}

function checkKey(key: string): void {
  if (!new RegExp(keyPattern, 'u').test(key)) {
    throw new DomainError('bad_request', 'An Idempotency-Key has 1 to 200 printable characters without spaces.', {
      issues: [{ field: 'idempotency-key', code: 'invalid_format', message: 'Use for example a UUID.' }],
    });
  }
}
