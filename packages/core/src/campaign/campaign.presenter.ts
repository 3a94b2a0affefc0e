import type { Actor } from '@crm/domain/actor';
import { campaign, type CampaignRow } from '@crm/domain/campaign/campaign';
import { can } from '../policy.ts';
import { presentExtension, presentOwner, presentRecord, recordAbilities } from '../present.ts';
import type { CampaignColumns } from './campaign.queries.ts';

export function presentCampaign(row: CampaignColumns, actor: Actor): CampaignRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    ...presentExtension(row),
    tags: row.tags,
    name: row.name,
    channel: row.channel,
    status: row.status,
    segment: row.segment,
    budgetMinor: row.budgetMinor,
    actualCostMinor: row.actualCostMinor,
    currency: row.currency,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    utmCampaign: row.utmCampaign,
    goals: row.goals,
    abilities: {
      ...recordAbilities(actor, row, campaign.permissions),
      assign: row.deletedAt === null && can(actor, 'campaign:assign', row),
    },
  };
}
