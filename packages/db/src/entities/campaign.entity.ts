import { defineEntity, p } from '@mikro-orm/core';
import type { CampaignGoals, campaignChannels, Segment } from '@crm/domain/campaign/campaign';
import { campaignStatuses, memberStatuses, memberTypes } from '@crm/domain/campaign/campaign.rules';
import {
  extensionColumns,
  idOf,
  key,
  moment,
  openEnum,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
} from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  liveUnique,
  nullableSortIndexes,
  ownerIndexes,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const CampaignSchema = defineEntity({
  name: 'Campaign',
  tableName: 'crm_campaigns',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    name: p.text(),
    channel: openEnum<(typeof campaignChannels)[number]>(),
    status: p.enum(campaignStatuses).default('planned'),
    segment: p.json<Segment>().strictNullable(),
    /** Minor units of `currency`. */
    budgetMinor: p.bigint('number').strictNullable(),
    actualCostMinor: p.bigint('number').strictNullable(),
    currency: p.text().strictNullable(),
    startsOn: p.date().strictNullable(),
    endsOn: p.date().strictNullable(),
    /** In lower case. */
    utmCampaign: p.text().strictNullable(),
    goals: p.json<CampaignGoals>().defaultRaw("'{}'::jsonb"),
  },
  indexes: [
    sortIndex('crm_campaigns_created_at', 'createdAt'),
    sortIndex('crm_campaigns_updated_at', 'updatedAt'),
    sortIndex('crm_campaigns_name', 'name'),
    ...nullableSortIndexes('crm_campaigns_starts_on', 'startsOn'),
    ...ownerIndexes('crm_campaigns'),
    liveIndex('crm_campaigns_status', 'status', 'createdAt', 'id'),
    trashIndex('crm_campaigns'),
    externalIdIndex('crm_campaigns'),
  ],
  uniques: [externalIdUnique('crm_campaigns'), liveUnique('crm_campaigns_utm_campaign_unique', 'utmCampaign')],
});

/** What marketing does to win customers. */
export class Campaign extends CampaignSchema.class {}
CampaignSchema.setClass(Campaign);

const CampaignMemberSchema = defineEntity({
  name: 'CampaignMember',
  tableName: 'crm_campaign_members',
  schema,
  properties: {
    id: key(),
    campaignId: () => idOf(Campaign),
    subjectType: p.enum(memberTypes),
    subjectId: p.uuid(),
    status: p.enum(memberStatuses).default('targeted'),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
    updatedAt: moment(),
    updatedBy: () => optionalIdOf(User),
  },
  indexes: [
    { name: 'crm_campaign_members_created_at', properties: ['campaignId', 'createdAt', 'id'] },
    { name: 'crm_campaign_members_status', properties: ['campaignId', 'status', 'createdAt', 'id'] },
    { name: 'crm_campaign_members_subject', properties: ['subjectId', 'subjectType'] },
  ],
  uniques: [{ name: 'crm_campaign_members_unique', properties: ['campaignId', 'subjectType', 'subjectId'] }],
});

/** A lead or a contact that a campaign is for. */
export class CampaignMember extends CampaignMemberSchema.class {}
CampaignMemberSchema.setClass(CampaignMember);
