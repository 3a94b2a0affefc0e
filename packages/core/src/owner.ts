import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import type { Permission } from '@crm/domain/permissions';
import type { ServiceContext } from './context.ts';
import { allow, reaches, type Owned } from './policy.ts';

/**
 * Who will own a new record. Left out: whoever makes it, unless it is made by a process or with a reach that goes beyond
 * the own records (a marketer's leads go to the queue). Named: only somebody whom the caller may give work to.
 * @param assign the permission to give such records to others
 */
export async function ownerOfNew(
  ctx: ServiceContext,
  wanted: string | null | undefined,
  assign: Permission,
): Promise<Owned> {
  const { actor } = ctx;
  if (wanted === undefined) {
    return actor.kind === 'user' ? { assignedTo: actor.id, teamId: actor.teamId } : { assignedTo: null, teamId: null };
  }
  if (wanted === actor.id) return { assignedTo: actor.id, teamId: actor.teamId };
  return assignTo(ctx, wanted, assign);
}

/**
 * Gives a record to somebody, or to nobody.
 * @throws DomainError `forbidden` without the right to assign; `validation_failed` for somebody who is unknown,
 * disabled, or beyond the caller's reach
 */
export async function assignTo(ctx: ServiceContext, userId: string | null, assign: Permission): Promise<Owned> {
  const scope = allow(ctx, assign);
  if (userId === null) return { assignedTo: null, teamId: ctx.actor.teamId };
  const user = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['id', 'teamId'])
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!user || !reaches(scope, ctx.actor, { assignedTo: user.id, teamId: user.teamId })) {
    throw refuseFields([
      { field: 'assignedTo', code: 'unknown_user', message: 'Choose an active user of your teams.' },
    ]);
  }
  return { assignedTo: user.id, teamId: user.teamId };
}

/**
 * The columns of a change of owner, or none when the owner stays.
 * @param wanted `undefined` when the caller did not speak of the owner
 */
export async function reassign(
  ctx: ServiceContext,
  record: Owned,
  wanted: string | null | undefined,
  assign: Permission,
): Promise<Partial<Owned>> {
  return wanted === undefined || wanted === record.assignedTo ? {} : assignTo(ctx, wanted, assign);
}
