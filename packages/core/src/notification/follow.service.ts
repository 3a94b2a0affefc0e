import { randomUUIDv7 } from 'node:crypto';
import { database } from '@crm/db/orm';
import type { Subject } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { requireSubject } from '../subject.ts';

/** Who wants to hear of which record. Everybody follows for oneself, and only what one sees. */
export const followService = {
  async get(ctx: ServiceContext, subject: Subject): Promise<{ following: boolean }> {
    allow(ctx, 'notification:read');
    await requireSubject(ctx, subject.type, subject.id);
    return { following: (await own(ctx, subject).executeTakeFirst()) !== undefined };
  },

  async follow(ctx: ServiceContext, { type, id }: Subject): Promise<void> {
    allow(ctx, 'notification:update');
    await requireSubject(ctx, type, id);
    await database(ctx.em)
      .insertInto('crm_follows')
      .values({ id: randomUUIDv7(), userId: ctx.actor.id ?? '', subjectType: type, subjectId: id, createdAt: ctx.now })
      .onConflict((on) => on.columns(['userId', 'subjectType', 'subjectId']).doNothing())
      .execute();
  },

  async unfollow(ctx: ServiceContext, { type, id }: Subject): Promise<void> {
    allow(ctx, 'notification:update');
    await database(ctx.em)
      .deleteFrom('crm_follows')
      .where('userId', '=', ctx.actor.id ?? '')
      .where('subjectType', '=', type)
      .where('subjectId', '=', id)
      .execute();
  },
};

/** Everybody who follows a record. */
export async function followersOf(ctx: ServiceContext, { type, id }: Subject): Promise<string[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_follows')
    .select('userId')
    .where('subjectType', '=', type)
    .where('subjectId', '=', id)
    .execute();
  return rows.map(({ userId }) => userId);
}

function own(ctx: ServiceContext, { type, id }: Subject) {
  return database(ctx.em)
    .selectFrom('crm_follows')
    .select('id')
    .where('userId', '=', ctx.actor.id ?? '')
    .where('subjectType', '=', type)
    .where('subjectId', '=', id);
}
