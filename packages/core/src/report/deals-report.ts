import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { overviewMonths, type Overview } from '@crm/domain/report/report';
import { lastMonths } from '@crm/domain/report/months.rules';
import type { ServiceContext } from '../context.ts';
import type { ReportScope } from './report-scope.ts';

interface Grouped {
  readonly currency: string | null;
  readonly count: number;
  readonly amount: string;
}

/** Every stage in its place, also those where nothing lies. */
export async function dealsByStage(ctx: ServiceContext, scope: ReportScope): Promise<Overview['dealsByStage']> {
  const db = database(ctx.em);
  const stages = await db
    .selectFrom('crm_stages as stage')
    .innerJoin('crm_pipelines as pipeline', 'pipeline.id', 'stage.pipelineId')
    .select(['stage.id', 'stage.name', 'stage.kind', 'pipeline.id as pipelineId', 'pipeline.name as pipelineName'])
    .where('stage.deletedAt', 'is', null)
    .where('pipeline.deletedAt', 'is', null)
    .orderBy('pipeline.position')
    .orderBy('pipeline.id')
    .orderBy('stage.position')
    .execute();
  const deals = await db
    .selectFrom('crm_opportunities as deal')
    .select((eb) => [
      'deal.stageId',
      'deal.currency',
      eb.fn.countAll<number>().as('count'),
      sql<string>`coalesce(sum(deal.amount_minor), 0)`.as('amount'),
    ])
    .where('deal.deletedAt', 'is', null)
    .where(scope.within('deal'))
    .groupBy(['deal.stageId', 'deal.currency'])
    .execute();
  const byStage = Map.groupBy(deals, ({ stageId }) => stageId);
  return stages.map(({ id, name, kind, pipelineId, pipelineName }) => ({
    pipeline: { id: pipelineId, name: pipelineName },
    stage: { id, name },
    kind,
    ...sumUp(byStage.get(id) ?? []),
    list: scope.list('opportunity', { stageId: [id] }),
  }));
}

/** The last months with what was won in each, also those in which nothing was. */
export async function wonByMonth(ctx: ServiceContext, scope: ReportScope): Promise<Overview['wonByMonth']> {
  const months = lastMonths(ctx.now, overviewMonths);
  const won = await database(ctx.em)
    .selectFrom('crm_opportunities as deal')
    .select((eb) => [
      sql<string>`to_char(deal.closed_at at time zone 'UTC', 'YYYY-MM')`.as('month'),
      'deal.currency',
      eb.fn.countAll<number>().as('count'),
      sql<string>`coalesce(sum(deal.amount_minor), 0)`.as('amount'),
    ])
    .where('deal.status', '=', 'won')
    .where('deal.closedAt', '>=', months[0]?.from ?? ctx.now)
    .where('deal.deletedAt', 'is', null)
    .where(scope.within('deal'))
    .groupBy(['month', 'deal.currency'])
    .execute();
  const byMonth = Map.groupBy(won, ({ month }) => month);
  return months.map(({ name, from, to }) => ({
    month: name,
    ...sumUp(byMonth.get(name) ?? []),
    list: scope.list('opportunity', {
      status: ['won'],
      closedFrom: from.toISOString(),
      closedTo: to.toISOString(),
    }),
  }));
}

/** A deal without a currency has no amount to add, but is a deal. */
function sumUp(groups: readonly Grouped[]) {
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    totals: groups
      .flatMap(({ currency, amount }) => (currency === null ? [] : [{ currency, amountMinor: Number(amount) }]))
      .toSorted((a, b) => a.currency.localeCompare(b.currency)),
  };
}
