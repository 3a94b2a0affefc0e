import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { database } from '@crm/db/orm';
import { refuseUnknown } from '@crm/domain/errors';
import type { pushSubscriptionInput, pushSubscriptionRow } from '@crm/domain/notification/push';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { iso } from '../present.ts';

type PushSubscriptionRow = z.output<typeof pushSubscriptionRow>;
type NewSubscription = z.output<typeof pushSubscriptionInput>;

/** The browsers in which the caller wants to be told. */
export const pushService = {
  key(ctx: ServiceContext): { publicKey: string | null } {
    allow(ctx, 'notification:read');
    return { publicKey: ctx.ports.pushKey };
  },

  async list(ctx: ServiceContext): Promise<PushSubscriptionRow[]> {
    allow(ctx, 'notification:read');
    const rows = await own(ctx).orderBy('createdAt').execute();
    return rows.map(present);
  },

  /** A browser that was somebody else's before is the caller's from now on. */
  async subscribe(ctx: ServiceContext, browser: NewSubscription): Promise<PushSubscriptionRow> {
    allow(ctx, 'notification:update');
    const values = { ...browser, userId: ctx.actor.id ?? '', createdAt: ctx.now };
    const made = await database(ctx.em)
      .insertInto('crm_push_subscriptions')
      .values({ id: randomUUIDv7(), ...values })
      .onConflict((on) => on.column('endpoint').doUpdateSet(values))
      .returning(['id', 'createdAt', 'userAgent'])
      .executeTakeFirstOrThrow();
    return present(made);
  },

  async unsubscribe(ctx: ServiceContext, id: string): Promise<void> {
    allow(ctx, 'notification:update');
    const gone = await database(ctx.em)
      .deleteFrom('crm_push_subscriptions')
      .where('id', '=', id)
      .where('userId', '=', ctx.actor.id ?? '')
      .returning('id')
      .executeTakeFirst();
    if (!gone) throw refuseUnknown('notification', id);
  },
};

function own(ctx: ServiceContext) {
  return database(ctx.em)
    .selectFrom('crm_push_subscriptions')
    .select(['id', 'createdAt', 'userAgent'])
    .where('userId', '=', ctx.actor.id ?? '');
}

function present(row: { id: string; createdAt: Date; userAgent: string | null }): PushSubscriptionRow {
  return { ...row, createdAt: iso(row.createdAt) };
}
