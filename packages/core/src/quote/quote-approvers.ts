import { database } from '@crm/db/orm';
import type { Approver } from '@crm/domain/approval/approval-policy';
import { isAuthor } from '@crm/domain/quote/quote.rules';
import { loadReaders } from '../auth/load-readers.ts';
import type { ServiceContext } from '../context.ts';
import { can, type Owned } from '../policy.ts';
import { findAdministrators, findManagers } from '../process/process-people.ts';

/** What of a quote says who may decide on it. */
export interface ApprovedQuote extends Owned {
  readonly createdBy: string | null;
  readonly submittedBy: string | null;
}

/**
 * Who may give an approval at present: those who are meant, and for absent ones their deputies. Nobody decides on a quote
 * of their own, and whose role may not approve it is left out. Where nobody is left the administrators are asked.
 */
export async function findApprovers(
  ctx: ServiceContext,
  quote: ApprovedQuote,
  approver: Approver,
): Promise<readonly string[]> {
  const meant = await withDeputies(ctx, await meantBy(ctx, quote, approver));
  const able = await whoMayApprove(ctx, quote, meant);
  return able.length > 0 ? able : findOverseers(ctx, quote);
}

/** Who is asked when others do not answer: the administrators. */
export async function findOverseers(ctx: ServiceContext, quote: ApprovedQuote): Promise<readonly string[]> {
  const admins = await findAdministrators(ctx);
  return whoMayApprove(
    ctx,
    quote,
    admins.map(({ id }) => id),
  );
}

async function meantBy(ctx: ServiceContext, { teamId }: ApprovedQuote, approver: Approver): Promise<readonly string[]> {
  switch (approver.kind) {
    case 'manager':
      return (await findManagers(ctx, teamId)).map(({ id }) => id);
    case 'user':
      return [approver.userId];
    case 'role': {
      const rows = await database(ctx.em)
        .selectFrom('crm_users')
        .select('id')
        .where('role', '=', approver.role)
        .where('status', '=', 'active')
        .where('deletedAt', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    }
  }
}

async function withDeputies(ctx: ServiceContext, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const absent = await database(ctx.em)
    .selectFrom('crm_users')
    .select('deputyId')
    .where('id', 'in', [...ids])
    .where('absentUntil', '>', ctx.now)
    .where('deputyId', 'is not', null)
    .execute();
  return [...new Set([...ids, ...absent.flatMap(({ deputyId }) => (deputyId === null ? [] : [deputyId]))])];
}

async function whoMayApprove(
  ctx: ServiceContext,
  quote: ApprovedQuote,
  ids: readonly string[],
): Promise<readonly string[]> {
  const readers = await loadReaders(ctx, ids);
  return readers
    .filter(({ actor }) => can(actor, 'quote:approve', quote) && !isAuthor(quote, actor.id))
    .flatMap(({ actor }) => (actor.id === null ? [] : [actor.id]));
}
