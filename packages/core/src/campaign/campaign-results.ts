import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { CampaignResults } from '@crm/domain/campaign/campaign';
import { conversionRate, costPerLead, type MemberStatus } from '@crm/domain/campaign/campaign.rules';
import { refuseUnknown } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';

/**
 * What came of a campaign: sums over all its leads and the deals that they led to, whoever they belong to; names of
 * others are not in it (PLAN-059).
 */
export async function readResults(ctx: ServiceContext, id: string): Promise<CampaignResults> {
  allow(ctx, 'campaign:read');
  const campaign = await database(ctx.em)
    .selectFrom('crm_campaigns')
    .select(['actualCostMinor', 'currency'])
    .where('id', '=', id)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!campaign) throw refuseUnknown('campaign', id);
  const figures = (await readFigures(ctx, [id])).get(id) ?? noFigures;
  return {
    members: await countMembers(ctx, id),
    ...summarize(figures, campaign.actualCostMinor),
    currency: campaign.currency,
  };
}

export interface CampaignFigures {
  readonly leads: number;
  readonly converted: number;
  readonly wonDeals: number;
  readonly revenue: { currency: string; amountMinor: number }[];
}

export const noFigures: CampaignFigures = { leads: 0, converted: 0, wonDeals: 0, revenue: [] };

/** Figures with the rates that follow from them. */
export function summarize(figures: CampaignFigures, actualCostMinor: number | null) {
  const { leads, converted } = figures;
  return {
    ...figures,
    conversionRate: conversionRate(leads, converted),
    costPerLeadMinor: costPerLead(leads, actualCostMinor),
  };
}

/** Leads and won deals of campaigns, in two statements however many campaigns there are. */
export async function readFigures(
  ctx: ServiceContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CampaignFigures>> {
  const db = database(ctx.em);
  const leads = await db
    .selectFrom('crm_leads')
    .select((eb) => [
      'campaignId',
      eb.fn.countAll<number>().as('leads'),
      sql<number>`count(*) filter (where status = 'converted')`.as('converted'),
    ])
    .where('campaignId', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('deletedAt', 'is', null)
    .groupBy('campaignId')
    .execute();
  const won = await db
    .selectFrom('crm_leads as lead')
    .innerJoin('crm_opportunities as deal', 'deal.sourceLeadId', 'lead.id')
    .select((eb) => [
      'lead.campaignId',
      'deal.currency',
      eb.fn.countAll<number>().as('deals'),
      sql<string>`coalesce(sum(deal.amount_minor), 0)`.as('amount'),
    ])
    .where('lead.campaignId', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('deal.status', '=', 'won')
    .where('deal.deletedAt', 'is', null)
    .groupBy(['lead.campaignId', 'deal.currency'])
    .orderBy('deal.currency')
    .execute();
  return new Map(
    leads.map((row) => {
      const own = won.filter(({ campaignId }) => campaignId === row.campaignId);
      const figures: CampaignFigures = {
        leads: row.leads,
        converted: row.converted,
        wonDeals: own.reduce((sum, { deals }) => sum + deals, 0),
        revenue: own.flatMap(({ currency, amount }) =>
          currency === null ? [] : [{ currency, amountMinor: Number(amount) }],
        ),
      };
      return [row.campaignId ?? '', figures];
    }),
  );
}

async function countMembers(ctx: ServiceContext, id: string): Promise<Record<MemberStatus, number>> {
  const rows = await database(ctx.em)
    .selectFrom('crm_campaign_members')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('campaignId', '=', id)
    .groupBy('status')
    .execute();
  const counts: Record<MemberStatus, number> = { targeted: 0, sent: 0, responded: 0, converted: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}
