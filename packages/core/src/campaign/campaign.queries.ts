import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { campaign } from '@crm/domain/campaign/campaign';
import { foldUtm } from '@crm/domain/campaign/campaign.rules';
import type { FilterOf } from '@crm/domain/resource';
import { escapeLike } from '../search/matches-text.ts';
import { tagsOf } from '../tag/tagging.queries.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of campaigns. */
export function selectCampaigns(db: Kysely<Database>, filter: FilterOf<typeof campaign>) {
  return db
    .selectFrom('crm_campaigns as campaign')
    .selectAll('campaign')
    .select([
      userName('campaign.assignedTo').as('assigneeName'),
      userName('campaign.createdBy').as('createdByName'),
      userName('campaign.updatedBy').as('updatedByName'),
      tagsOf('campaign', 'campaign').as('tags'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('campaign.status', 'in', filter.status)] : []),
        ...(filter.channel ? [eb('campaign.channel', 'in', filter.channel)] : []),
        ...(filter.assignedTo ? [eb('campaign.assignedTo', 'in', filter.assignedTo)] : []),
        ...(filter.teamId ? [eb('campaign.teamId', 'in', filter.teamId)] : []),
        ...(filter.utmCampaign ? [eb('campaign.utmCampaign', '=', foldUtm(filter.utmCampaign))] : []),
        ...(filter.q ? [eb('campaign.name', 'ilike', `%${escapeLike(filter.q)}%`)] : []),
      ]),
    );
}

export type CampaignColumns = Awaited<ReturnType<ReturnType<typeof selectCampaigns>['execute']>>[number];

export const campaignOrder = {
  table: 'campaign',
  columns: {
    createdAt: { column: 'campaign.createdAt' },
    updatedAt: { column: 'campaign.updatedAt' },
    name: { column: 'campaign.name' },
    startsOn: { column: 'campaign.startsOn', nullable: true },
  },
  fallback: '-createdAt',
} as const;
