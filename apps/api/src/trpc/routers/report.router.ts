import { reportService } from '@crm/core/report/report.service';
import { campaignReport, overview } from '@crm/domain/report/report';
import { query } from '../init.ts';

export const reportRouter = {
  overview: query
    .meta({
      permission: 'report:read',
      rest: { method: 'GET', path: '/reports/overview', summary: 'How the business stands, within your reach' },
    })
    .output(overview)
    .query(({ ctx }) => reportService.overview(ctx.service)),

  campaigns: query
    .meta({
      permission: 'report:read',
      rest: { method: 'GET', path: '/reports/campaigns', summary: 'What each campaign cost and brought' },
    })
    .output(campaignReport)
    .query(({ ctx }) => reportService.campaigns(ctx.service)),
};
