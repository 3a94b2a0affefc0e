import { randomUUIDv7 } from 'node:crypto';
import { database } from '@crm/db/orm';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import type { SignedIn } from './signed-in.ts';

/** Long enough to look at what somebody describes, short enough not to be forgotten. */
const lastsMs = 30 * 60_000;

/** @throws DomainError `view_as_read_only` for whoever only looks */
export function refuseWhileViewing({ viewedBy, user }: SignedIn): void {
  if (viewedBy === null) return;
  throw new DomainError(
    'view_as_read_only',
    `You see the product as ${user.name}. Leave this view to change anything.`,
  );
}

/**
 * Lets an administrator's session see the product as somebody else, for half an hour: with the rights of that person,
 * and unable to write (ADR 0015). Only a person in a browser can: tokens and keys stand for themselves.
 * @throws DomainError `forbidden`, `not_found`, `view_as_read_only`
 */
export async function startViewAs(ctx: ServiceContext, signedIn: SignedIn, userId: string): Promise<void> {
  refuseWhileViewing(signedIn);
  allow(ctx, 'user:view_as');
  const { sessionId, user: viewer, actor } = signedIn;
  if (sessionId === null || actor.tokenScopes !== null) {
    throw new DomainError('forbidden', 'Keys and tokens see the product as themselves. Sign in with a browser.');
  }
  const seen = await findSeen(ctx, userId);
  const view = {
    id: randomUUIDv7(),
    viewerId: viewer.id,
    viewerName: viewer.name,
    userId,
    userName: seen.name,
    startedAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + lastsMs),
  };
  await endViewAs(ctx, sessionId);
  const db = database(ctx.em);
  await db.insertInto('crm_view_as').values(view).execute();
  await db.updateTable('crm_sessions').set({ viewAsId: view.id }).where('id', '=', sessionId).execute();
}

/** The session sees the product as its own user again; nothing, if it does already. */
export async function endViewAs({ em }: ServiceContext, sessionId: string): Promise<void> {
  const db = database(em);
  await db
    .deleteFrom('crm_view_as')
    .where('id', '=', db.selectFrom('crm_sessions').select('viewAsId').where('id', '=', sessionId))
    .execute();
}

/** Who is seen: somebody who could sign in, and no administrator. */
async function findSeen(ctx: ServiceContext, userId: string): Promise<{ readonly name: string }> {
  const seen = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['name', 'role'])
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!seen) throw refuseUnknown('user', userId);
  if (seen.role === 'admin') {
    throw new DomainError('forbidden', 'Nobody views as an administrator. Choose somebody with another role.');
  }
  return seen;
}
