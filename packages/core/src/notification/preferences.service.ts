import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { notificationKinds } from '@crm/domain/notification/notification-kinds';
import {
  channelsOf,
  usualPreferences,
  type PreferencesInput,
  type PreferencesRow,
  type StoredPreferences,
} from '@crm/domain/notification/preferences';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import type { Unsubscription } from './unsubscribe-links.ts';

/** How the caller wants to be told. Everybody has the own preferences only. */
export const preferencesService = {
  async get(ctx: ServiceContext): Promise<PreferencesRow> {
    allow(ctx, 'notification:read');
    return present(ctx, await load(ctx.em, ctx.actor.id));
  },

  async update(ctx: ServiceContext, input: PreferencesInput): Promise<PreferencesRow> {
    allow(ctx, 'notification:update');
    await change(ctx.em, ctx.actor.id, input, ctx.now);
    return present(ctx, await load(ctx.em, ctx.actor.id));
  },
};

/** Turns off the mails about some kinds for whoever followed a link in a mail. */
export async function unsubscribe(
  em: EntityManager,
  { userId, kinds }: Unsubscription,
  { requestId, now }: Pick<ServiceContext, 'requestId' | 'now'>,
): Promise<void> {
  const session = { actorKind: 'system', actorId: null, requestId, processId: null } as const;
  await inTransaction(em, session, async (inside) => {
    const stored = await load(inside, userId);
    await change(inside, userId, { kinds: kinds.map((kind) => ({ ...channelsOf(kind, stored), email: false })) }, now);
  });
}

/** The preferences of some people, by their ids; of those who have said something. */
export async function loadPreferences(
  em: EntityManager,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, StoredPreferences>> {
  const rows = await database(em)
    .selectFrom('crm_notification_preferences')
    .select(['userId', 'kinds', 'digest', 'quietFromMinute', 'quietToMinute'])
    .where('userId', 'in', userIds)
    .execute();
  return new Map(rows.map(({ userId, ...stored }) => [userId, stored]));
}

async function load(em: EntityManager, userId: string | null): Promise<StoredPreferences> {
  const id = userId ?? '';
  return (await loadPreferences(em, [id])).get(id) ?? usualPreferences;
}

async function change(em: EntityManager, userId: string | null, input: PreferencesInput, now: Date): Promise<void> {
  const before = await load(em, userId);
  const changed = input.kinds ?? [];
  const kinds = [...before.kinds.filter(({ kind }) => !changed.some((each) => each.kind === kind)), ...changed];
  const { quietFromMinute = before.quietFromMinute, quietToMinute = before.quietToMinute } = input;
  const values = {
    kinds: jsonb(kinds),
    digest: input.digest ?? before.digest,
    quietFromMinute,
    quietToMinute,
    updatedAt: now,
  };
  await database(em)
    .insertInto('crm_notification_preferences')
    .values({ id: randomUUIDv7(), userId: userId ?? '', ...values })
    .onConflict((on) => on.column('userId').doUpdateSet(values))
    .execute();
}

async function present(ctx: ServiceContext, stored: StoredPreferences): Promise<PreferencesRow> {
  const { digest, quietFromMinute, quietToMinute } = stored;
  const { timeZone } = await database(ctx.em)
    .selectFrom('crm_users')
    .select('timeZone')
    .where('id', '=', ctx.actor.id ?? '')
    .executeTakeFirstOrThrow();
  const kinds = notificationKinds.map((kind) => channelsOf(kind, stored));
  return { kinds, digest, quietFromMinute, quietToMinute, timeZone };
}
