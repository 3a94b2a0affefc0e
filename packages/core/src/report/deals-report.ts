import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { overviewMonths, type Overview } from '@crm/domain/report/report';
import { convert } from '@crm/domain/money/conversion';
import { lastMonths } from '@crm/domain/report/months.rules';
import type { ServiceContext } from '../context.ts';
import { findRate } from '../currency/convert-minor.ts';
import { findBase } from '../currency/currency.service.ts';
import { iso } from '../present.ts';
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
export async function wonByMonth(
  ctx: ServiceContext,
  scope: ReportScope,
  timeZone: string,
): Promise<Overview['wonByMonth']> {
  const months = lastMonths(ctx.now, overviewMonths, timeZone);
  const won = await database(ctx.em)
    .selectFrom('crm_opportunities as deal')
    .select((eb) => [
      sql<string>`to_char(deal.closed_at at time zone ${timeZone}, 'YYYY-MM')`.as('month'),
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

/** All that was won in those months, also in the base currency: sums across currencies only with the rates told. */
export async function sumWon(ctx: ServiceContext, months: Overview['wonByMonth']): Promise<Overview['won']> {
  const won = sumUp(
    months.flatMap(({ totals }) =>
      totals.map(({ currency, amountMinor }) => ({ currency, count: 0, amount: String(amountMinor) })),
    ),
  );
  const count = months.reduce((sum, month) => sum + month.count, 0);
  const base = (await findBase(ctx))?.code;
  if (base === undefined) return { ...won, count, inBase: null, withoutRate: [] };
  const today = iso(ctx.now).slice(0, 'YYYY-MM-DD'.length);
  const baseRate = { currency: base, rate: '1', validFrom: null };
  const converted = await Promise.all(
    won.totals.map(async ({ currency, amountMinor }) => {
      const rate = await findRate(ctx, currency, base, today);
      return { currency, rate, amountMinor: rate === undefined ? 0 : convert(amountMinor, rate, baseRate) };
    }),
  );
  return {
    ...won,
    count,
    inBase: {
      currency: base,
      amountMinor: converted.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      rates: converted.flatMap(({ rate }) => (rate === undefined ? [] : [rate])),
    },
    withoutRate: converted.flatMap(({ currency, rate }) => (rate === undefined ? [currency] : [])),
  };
}

/** A deal without a currency has no amount to add, but is a deal. */
export function sumUp(groups: readonly Grouped[]) {
  const sums = new Map<string, number>();
  for (const { currency, amount } of groups) {
    if (currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + Number(amount));
  }
  return {
    count: groups.reduce((sum, { count }) => sum + count, 0),
    totals: [...sums]
      .map(([currency, amountMinor]) => ({ currency, amountMinor }))
      .toSorted((a, b) => a.currency.localeCompare(b.currency)),
  };
}
