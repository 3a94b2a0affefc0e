import { database } from '@crm/db/orm';
import type { CampaignReport, Overview } from '@crm/domain/report/report';
import { noFigures, readFigures, summarize } from '../campaign/campaign-results.ts';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { iso } from '../present.ts';
import { customersByStatus, leadsBySource, openActivities, ticketsByStatus } from './counts-report.ts';
import { dealsByStage, sumWon, wonByMonth } from './deals-report.ts';
import { reportScope } from './report-scope.ts';
import { readTeamPerformance } from './team-performance.ts';

/** More campaigns than these nobody compares. */
const mostCampaigns = 200;

/** How the business stands, counted by the database at the moment of asking. */
export const reportService = {
  teamPerformance: readTeamPerformance,

  /** @param timeZone IANA zone of the reader: months begin and end there */
  async overview(ctx: ServiceContext, timeZone: string): Promise<Overview> {
    const scope = reportScope(ctx, 'report:read');
    const [customers, stages, won, sources, tickets, activities] = await Promise.all([
      customersByStatus(ctx, scope),
      dealsByStage(ctx, scope),
      wonByMonth(ctx, scope, timeZone),
      leadsBySource(ctx, scope),
      ticketsByStatus(ctx, scope),
      openActivities(ctx, scope),
    ]);
    return {
      at: iso(ctx.now),
      customersByStatus: customers,
      dealsByStage: stages,
      won: await sumWon(ctx, won),
      wonByMonth: won,
      leadsBySource: sources,
      ticketsByStatus: tickets,
      activities,
    };
  },

  /** What the newest campaigns cost and brought. Sums over the deals of all, without a name of any. */
  async campaigns(ctx: ServiceContext): Promise<CampaignReport> {
    allow(ctx, 'report:campaigns');
    const campaigns = await database(ctx.em)
      .selectFrom('crm_campaigns')
      .select(['id', 'name', 'status', 'actualCostMinor', 'currency'])
      .where('deletedAt', 'is', null)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(mostCampaigns)
      .execute();
    const figures = await readFigures(
      ctx,
      campaigns.map(({ id }) => id),
    );
    return {
      items: campaigns.map(({ id, name, status, actualCostMinor, currency }) => ({
        campaign: { id, name },
        status,
        currency,
        ...summarize(figures.get(id) ?? noFigures, actualCostMinor),
      })),
    };
  },
};
