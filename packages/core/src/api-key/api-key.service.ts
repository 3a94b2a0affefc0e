import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { ApiKey } from '@crm/db/entities/api-key.entity';
import { database, LockMode } from '@crm/db/orm';
import type { TokenScope } from '@crm/domain/actor';
import { apiKey, type rotateInput } from '@crm/domain/api-key/api-key';
import { beyond, consoleScopes, isApiKey, overlapEnd } from '@crm/domain/api-key/api-key.rules';
import { DomainError, refuseFields, refuseUnknown } from '@crm/domain/errors';
import type { EventKind } from '@crm/domain/events';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { grantableScopesOf } from '../auth/token-scopes.ts';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { allow, reaches } from '../policy.ts';
import { toDate } from '../present.ts';
import { makeReads } from '../reads.ts';
import { assignChanges, newRecord, refuseStale } from '../record.ts';
import { dropSecrets, newSecret, storeSecret } from './api-key-secret.ts';
import { apiKeyOrder, ownerOfKey, presentApiKey, selectApiKeys } from './api-key.queries.ts';

const reads = makeReads({
  name: 'api_key',
  permission: apiKey.permissions.read,
  select: selectApiKeys,
  present: presentApiKey,
  order: apiKeyOrder,
  owned: false,
  seen: (ctx) =>
    allow(ctx, 'api_key:read') === 'all'
      ? sql<boolean>`true`
      : sql<boolean>`${sql.ref('key.userId')} = ${ctx.actor.id}`,
});

/** Keys by which programs sign in as their user. Everybody has the own ones in hand; administrators have all. */
export const apiKeyService = {
  ...reads,

  /** @throws DomainError `validation_failed` for scopes beyond the role of the user or the token of the caller */
  async create(ctx: ServiceContext, { userId, ...data }: CreateOf<typeof apiKey>) {
    const reach = allow(ctx, 'api_key:create');
    const owner = userId ?? ctx.actor.id;
    if (owner === null || (reach !== 'all' && owner !== ctx.actor.id)) {
      throw new DomainError('forbidden', 'Only administrators make keys for others.', { permission: 'api_key:create' });
    }
    await refuseBeyond(ctx, owner, data.scopes);
    const { secret, prefix } = newSecret();
    const record = ctx.em.create(ApiKey, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      userId: owner,
      prefix,
      expiresAt: toDate(data.expiresAt),
      rotatedAt: null,
    });
    refusePast(ctx, record.expiresAt);
    ctx.em.persist(record);
    await save(ctx, record, 'created');
    await storeSecret(ctx, record.id, secret);
    return { ...(await reads.get(ctx, record.id)), secret };
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof apiKey>, version?: number) {
    const record = await open(ctx, id, 'api_key:update', version);
    if (data.scopes) await refuseBeyond(ctx, record.userId, data.scopes);
    const { expiresAt, ...plain } = data;
    const changes = assignChanges(record, {
      ...plain,
      ...(expiresAt === undefined ? {} : { expiresAt: toDate(expiresAt) }),
    });
    if ('expiresAt' in changes) refusePast(ctx, record.expiresAt);
    if (Object.keys(changes).length > 0) await save(ctx, record, 'updated');
    return reads.get(ctx, id);
  },

  /** Gives a key a new secret; the old one works for the overlap that is asked for. */
  async rotate(ctx: ServiceContext, id: string, { overlapMinutes }: z.output<typeof rotateInput>, version?: number) {
    const record = await open(ctx, id, 'api_key:rotate', version);
    await refuseBeyond(ctx, record.userId, record.scopes);
    const db = database(ctx.em);
    const old = await db
      .selectFrom('crm_api_key_secrets')
      .select(['id', 'expiresAt'])
      .where('apiKeyId', '=', id)
      .execute();
    for (const secret of old) {
      const expiresAt = overlapEnd(ctx.now, overlapMinutes, secret.expiresAt);
      await db.updateTable('crm_api_key_secrets').set({ expiresAt }).where('id', '=', secret.id).execute();
    }
    await db.deleteFrom('crm_api_key_secrets').where('apiKeyId', '=', id).where('expiresAt', '<=', ctx.now).execute();
    const { secret, prefix } = newSecret();
    record.prefix = prefix;
    record.rotatedAt = ctx.now;
    await save(ctx, record, 'updated');
    await storeSecret(ctx, id, secret);
    return { ...(await reads.get(ctx, id)), secret };
  },

  /** Revokes a key at once and for good: its secrets are gone. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'api_key:delete', version);
    record.deletedAt = ctx.now;
    await save(ctx, record, 'deleted');
    await dropSecrets(ctx, id);
  },

  /** Brings a revoked key back to be rotated: no secret opens it before. */
  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'api_key:restore');
    record.deletedAt = null;
    await save(ctx, record, 'restored');
    return reads.get(ctx, id);
  },

  /** What a key may be allowed: of the caller, or of somebody whom an administrator makes it for. */
  async scopes(ctx: ServiceContext, userId?: string) {
    const reach = allow(ctx, 'api_key:create');
    const owner = userId ?? ctx.actor.id;
    if (owner === null || (reach !== 'all' && owner !== ctx.actor.id)) throw refuseUnknown('user', owner ?? '');
    return { items: [...(await grantable(ctx, owner))] };
  },
};

/** The key, locked, if it is the caller's or the caller reaches all. */
async function open(
  ctx: ServiceContext,
  id: string,
  permission: `api_key:${'update' | 'delete' | 'restore' | 'rotate'}`,
  version?: number,
): Promise<ApiKey> {
  const reach = allow(ctx, permission);
  const record = await ctx.em.findOne(ApiKey, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const inTrash = permission === 'api_key:restore';
  if (!record || (record.deletedAt !== null) !== inTrash || !reaches(reach, ctx.actor, ownerOfKey(record))) {
    throw refuseUnknown('api_key', id);
  }
  refuseStale(record, version);
  return record;
}

async function save(ctx: ServiceContext, record: ApiKey, kind: EventKind): Promise<void> {
  record.updatedAt = ctx.now;
  record.updatedBy = ctx.actor.id;
  await ctx.em.flush();
  await emitChange(ctx, 'api_key', { id: record.id, ...ownerOfKey(record) }, kind);
}

/** What the user's role has, and not more than the caller's own token: a narrow key must not make a wide one. */
async function grantable(ctx: ServiceContext, userId: string): Promise<readonly TokenScope[]> {
  const user = await database(ctx.em)
    .selectFrom('crm_users')
    .select('role')
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!user) throw refuseFields([{ field: 'userId', code: 'unknown_user', message: 'Choose an active user.' }]);
  const all = grantableScopesOf(user.role);
  const { tokenScopes, via } = ctx.actor;
  if (tokenScopes === null) return all;
  const own = isApiKey(via) ? tokenScopes : [...tokenScopes, ...Object.values(consoleScopes)];
  return all.filter((scope) => own.includes(scope));
}

async function refuseBeyond(ctx: ServiceContext, userId: string, scopes: readonly TokenScope[]): Promise<void> {
  const tooFar = beyond(scopes, await grantable(ctx, userId));
  if (tooFar.length === 0) return;
  throw refuseFields([
    {
      field: 'scopes',
      code: 'scope_not_grantable',
      message: `These go beyond what you may give: ${tooFar.join(', ')}.`,
    },
  ]);
}

function refusePast(ctx: ServiceContext, expiresAt: Date | null): void {
  if (expiresAt === null || expiresAt > ctx.now) return;
  throw refuseFields([{ field: 'expiresAt', code: 'in_the_past', message: 'Choose a moment in the future.' }]);
}
