import { z } from 'zod';
import { extension } from '../extension.ts';
import { contact } from '../contact/contact.ts';
import { lead } from '../lead/lead.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  amountMinor,
  currency,
  id,
  isoDate,
  isoDateTime,
  line,
  ownedBase,
  queryList,
  recordBase,
  searchText,
  sumMinor,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { campaignStatuses, memberStatuses, memberTypes } from './campaign.rules.ts';

export const campaignChannels = ['email', 'web', 'social', 'search', 'event', 'phone', 'print', 'other'] as const;

/** Whom a campaign is for: a filter of leads or contacts, kept as it was written. */
export const segment = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('lead'), filter: lead.filter }),
  z.strictObject({ of: z.literal('contact'), filter: contact.filter }),
]);
export type Segment = z.output<typeof segment>;

/** What it shall bring. */
export const campaignGoals = z.strictObject({
  leads: z.number().int().min(1).optional(),
  converted: z.number().int().min(1).optional(),
  /** In the campaign's currency. */
  revenueMinor: amountMinor.optional(),
});
export type CampaignGoals = z.output<typeof campaignGoals>;

const fields = {
  name: line(150),
  channel: z.enum(campaignChannels),
  segment: segment.nullable().default(null),
  budgetMinor: amountMinor.nullable().default(null),
  actualCostMinor: amountMinor.nullable().default(null),
  currency: currency.nullable().default(null),
  startsOn: isoDate.nullable().default(null),
  endsOn: isoDate.nullable().default(null),
  /** Leads that come with this `utm_campaign` count under it. */
  utmCampaign: line(100).toLowerCase().nullable().default(null),
  goals: campaignGoals.default({}),
  assignedTo: id.nullable().optional(),
};

/** What marketing does to win customers: for whom, at what cost, and with what result (DIFF-016). */
export const campaign = defineResource({
  name: 'campaign',
  path: 'campaigns',
  table: 'crm_campaigns',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    name: z.string(),
    channel: z.enum(campaignChannels),
    status: z.enum(campaignStatuses),
    segment: z.object({ of: z.enum(memberTypes), filter: z.record(z.string(), z.unknown()) }).nullable(),
    budgetMinor: z.number().int().nullable(),
    actualCostMinor: z.number().int().nullable(),
    currency: z.string().nullable(),
    startsOn: isoDate.nullable(),
    endsOn: isoDate.nullable(),
    utmCampaign: z.string().nullable(),
    goals: campaignGoals,
    abilities: abilities('update', 'delete', 'restore', 'assign'),
  }),
  create: z.strictObject({ ...fields, ...extension.create }),
  example: { name: 'Spring fair', channel: 'event' },
  update: z.strictObject({ ...patchOf(fields), ...extension.update }),
  filter: z.strictObject({
    ...extension.filter,
    ...taggedFilter,
    status: queryList(z.enum(campaignStatuses)).optional(),
    channel: queryList(z.enum(campaignChannels)).optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    utmCampaign: line(100).optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'name', 'startsOn'],
  permissions: crudPermissions('campaign'),
});
export type CampaignRow = RowOf<typeof campaign>;

export const campaignStatusInput = z.strictObject({ status: z.enum(campaignStatuses) });

const memberIds = z.array(id).min(1).max(1_000);

/** Whom to add: everybody of the segment, or people by name. */
export const addMembersInput = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('segment') }),
  z.strictObject({ from: z.literal('ids'), subjectType: z.enum(memberTypes), ids: memberIds }),
]);
export type AddMembersInput = z.output<typeof addMembersInput>;

/** Of one call at most so many: the rest is added by calling again. */
export const mostMembersPerCall = 10_000;

export const addedMembers = z.object({
  added: z.number().int(),
  /** Said that they do not want to be written to: never added. */
  refused: z.number().int(),
  /** `true`: more of the segment are left than one call takes. */
  more: z.boolean(),
});

export const removeMembersInput = z.strictObject({ ids: memberIds });
export const memberStatusInput = z.strictObject({ ids: memberIds, status: z.enum(memberStatuses) });
export const changedMembers = z.object({ changed: z.number().int() });

export const memberRow = z.object({
  id,
  subjectType: z.enum(memberTypes),
  subjectId: id,
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(memberStatuses),
  createdAt: isoDateTime,
  updatedAt: isoDateTime,
});
export type MemberRow = z.output<typeof memberRow>;

export const memberFilter = z.strictObject({
  status: queryList(z.enum(memberStatuses)).optional(),
  subjectType: z.enum(memberTypes).optional(),
});
export type MemberFilter = z.output<typeof memberFilter>;

/** What came of a campaign. Sums over all deals that its leads led to, also those of others (PLAN-059). */
export const campaignResults = z.object({
  members: z.record(z.enum(memberStatuses), z.number().int()),
  leads: z.number().int(),
  converted: z.number().int(),
  /** Converted leads among all, 0–1; `null` without leads. */
  conversionRate: z.number().nullable(),
  /** In minor units of the campaign's currency; `null` without leads or cost. */
  costPerLeadMinor: z.number().int().nullable(),
  currency: z.string().nullable(),
  wonDeals: z.number().int(),
  /** Won deals from its leads, per currency and never across. */
  revenue: z.array(z.object({ currency: z.string(), amountMinor: sumMinor })),
});
export type CampaignResults = z.output<typeof campaignResults>;
