import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { mostAtOnce, type BulkOutcome, type BulkPreview, type BulkVerb } from '@crm/domain/process/process-details';
import { fits } from '@crm/domain/process/process-verbs.rules';
import type { ProcessFilter } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { allow, can } from '../policy.ts';
import { verbPermission } from './process-permissions.ts';
import { cancel, pause, restart, resume, retry, skip, terminate } from './process-verbs.ts';
import { wantedOf, processOrder, selectProcesses } from './process.queries.ts';

const verbs = { pause, resume, retry, restart, skip, cancel, terminate };

interface Bulk {
  readonly verb: BulkVerb;
  readonly filter: ProcessFilter;
}

/** How many processes a filter finds, and how many of them a verb of this person fits. */
export async function previewBulk(ctx: ServiceContext, bulk: Bulk): Promise<BulkPreview> {
  const rows = await readMatching(ctx, bulk);
  const matching = rows.slice(0, mostAtOnce);
  return {
    matching: matching.length,
    capped: rows.length > mostAtOnce,
    fitting: matching.filter((row) => isFitting(ctx, bulk, row)).length,
  };
}

/**
 * Does one thing to every process that a filter finds and that it fits; the others stay as they are.
 * @throws DomainError `validation_failed` for a filter that finds too many
 */
export async function steerMany(
  ctx: ServiceContext,
  { reason, ...bulk }: Bulk & { readonly reason: string },
): Promise<BulkOutcome> {
  const rows = await readMatching(ctx, bulk);
  if (rows.length > mostAtOnce) {
    const message = `This finds more than ${mostAtOnce} processes. Narrow the filter.`;
    throw refuseFields([{ field: 'filter', code: 'too_many', message }]);
  }
  const fitting = rows.filter((row) => isFitting(ctx, bulk, row));
  let refused = 0;
  for (const { id } of fitting) {
    try {
      await verbs[bulk.verb](ctx, id, { reason });
    } catch (error) {
      // Somebody else was quicker, or it ran again since. Verbs refuse before they write.
      if (!(error instanceof DomainError)) throw error;
      refused += 1;
    }
  }
  return { done: fitting.length - refused, left: rows.length - fitting.length + refused };
}

type Matching = Awaited<ReturnType<typeof readMatching>>[number];

function isFitting({ actor }: ServiceContext, { verb }: Bulk, row: Matching): boolean {
  const owner = { assignedTo: row.assignedTo, teamId: row.teamId };
  return fits(verb, row) && can(actor, verbPermission[verb], owner);
}

function readMatching(ctx: ServiceContext, { verb, filter }: Bulk) {
  allow(ctx, 'process:read');
  allow(ctx, verbPermission[verb]);
  const named = wantedOf(ctx.actor, filter).map(({ found }) => found);
  return selectProcesses(database(ctx.em), filter, ctx.actor)
    .where((eb) => eb.and(named))
    .orderBy(processOrder.columns.updatedAt.column)
    .orderBy(sql`process.id`)
    .limit(mostAtOnce + 1)
    .execute();
}
