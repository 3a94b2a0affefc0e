import { reportService } from '@crm/core/report/report.service';
import { campaignReport, overview, teamPerformance, teamPerformanceInput } from '@crm/domain/report/report';
import { query } from '../init.ts';

export const reportRouter = {
  overview: query
    .meta({
      permission: 'report:read',
      rest: { method: 'GET', path: '/reports/overview', summary: 'How the business stands, within your reach' },
    })
    .output(overview)
    .query(({ ctx }) => reportService.overview(ctx.service, ctx.signedIn.user.timeZone)),

  campaigns: query
    .meta({
      permission: 'report:campaigns',
      rest: { method: 'GET', path: '/reports/campaigns', summary: 'What each campaign cost and brought' },
    })
    .output(campaignReport)
    .query(({ ctx }) => reportService.campaigns(ctx.service)),

  teamPerformance: query
    .meta({
      permission: 'report:team',
      rest: { method: 'GET', path: '/reports/team_performance', summary: 'What each person of your teams has and did' },
    })
    .input(teamPerformanceInput)
    .output(teamPerformance)
    .query(({ ctx, input }) => reportService.teamPerformance(ctx.service, input)),
};
