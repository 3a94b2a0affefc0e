import { sql } from 'kysely';
import type { z } from 'zod';
import { database } from '@crm/db/orm';
import type { boardColumn } from '@crm/domain/opportunity/opportunity';
import type { ServiceContext } from '../context.ts';
import { allow, within } from '../policy.ts';

/** Whose deals the board counts. */
export interface BoardFilter {
  readonly assignedTo?: readonly string[] | undefined;
}

/**
 * The heads of a pipeline's columns: count and sums per currency, counted in the database. The cards are pages of
 * `opportunity.list` by stage.
 */
export async function readBoard(
  ctx: ServiceContext,
  pipelineId: string,
  filter: BoardFilter = {},
): Promise<z.output<typeof boardColumn>[]> {
  const scope = allow(ctx, 'opportunity:read');
  const rows = await database(ctx.em)
    .selectFrom('crm_opportunities as opportunity')
    .select(['opportunity.stageId', 'opportunity.currency'])
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      sql<string>`coalesce(sum(${sql.ref('opportunity.amountMinor')}), 0)`.as('amount'),
      sql<string>`coalesce(round(sum(${sql.ref('opportunity.amountMinor')} * ${sql.ref('opportunity.probability')}::numeric / 100)), 0)`.as(
        'weighted',
      ),
    ])
    .where('opportunity.pipelineId', '=', pipelineId)
    .where('opportunity.deletedAt', 'is', null)
    .where(within(scope, ctx.actor, 'opportunity'))
    .$if(filter.assignedTo !== undefined, (select) =>
      select.where('opportunity.assignedTo', 'in', filter.assignedTo ?? []),
    )
    .groupBy(['opportunity.stageId', 'opportunity.currency'])
    .execute();

  const columns = new Map<string, z.output<typeof boardColumn>>();
  for (const row of rows) {
    const column = columns.get(row.stageId) ?? { stageId: row.stageId, count: 0, totals: [] };
    column.count += Number(row.count);
    if (row.currency !== null) {
      column.totals.push({
        currency: row.currency,
        amountMinor: Number(row.amount),
        weightedMinor: Number(row.weighted),
      });
    }
    columns.set(row.stageId, column);
  }
  return [...columns.values()];
}
