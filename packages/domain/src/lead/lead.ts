import { z } from 'zod';
import { personName } from '../contact/contact.ts';
import { extension } from '../extension.ts';
import { email, emailStatus } from '../normalize/email.ts';
import { phone } from '../normalize/phone.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  amountMinor,
  country,
  currency,
  id,
  isoDateTime,
  line,
  namedRef,
  ownedBase,
  prose,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { scoreReason } from './lead-scoring.rules.ts';

export const leadStatuses = ['new', 'working', 'qualified', 'unqualified', 'converted'] as const;
export type LeadStatus = (typeof leadStatuses)[number];

const fields = {
  firstName: line(100).nullable().default(null),
  lastName: line(100).nullable().default(null),
  company: line(200).nullable().default(null),
  jobTitle: line(150).nullable().default(null),
  email: email.nullable().default(null),
  phone: phone.nullable().default(null),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .default(null),
  /** ISO 3166-1 alpha-2, as the lead gave it; helps to read a phone without a country code. */
  country: country.nullable().default(null),
  message: prose(5000).nullable().default(null),
  /** What they would spend, if they said so. */
  budgetMinor: amountMinor.nullable().default(null),
  currency: currency.nullable().default(null),
  /** Where it came from, in the marketing team's own words: `web`, `referral`, `fair-2026`. */
  source: line(60).default('api'),
  sourceDetail: line(200).nullable().default(null),
  utmSource: line(100).nullable().default(null),
  utmMedium: line(100).nullable().default(null),
  utmCampaign: line(100).nullable().default(null),
  /** The campaign whose `utm_campaign` it came with when left out. */
  campaignId: id.nullable().optional(),
  consent: z.boolean().nullable().default(null),
  assignedTo: id.nullable().optional(),
};

export const lead = defineResource({
  name: 'lead',
  path: 'leads',
  table: 'crm_leads',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    name: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    company: z.string().nullable(),
    jobTitle: z.string().nullable(),
    email: z.string().nullable(),
    emailStatus,
    phone: z.string().nullable(),
    phoneE164: z.string().nullable(),
    website: z.string().nullable(),
    country: z.string().nullable(),
    message: z.string().nullable(),
    budgetMinor: z.number().int().nullable(),
    currency: z.string().nullable(),
    source: z.string(),
    sourceDetail: z.string().nullable(),
    utmSource: z.string().nullable(),
    utmMedium: z.string().nullable(),
    utmCampaign: z.string().nullable(),
    campaignId: id.nullable(),
    campaign: namedRef.nullable(),
    consent: z.boolean().nullable(),
    status: z.enum(leadStatuses),
    /** 0–100, the sum of `scoreReasons` within these bounds; `null` until the intake has scored it. */
    score: z.number().int().nullable(),
    scoreReasons: z.array(scoreReason),
    disqualifiedReason: z.string().nullable(),
    convertedAt: isoDateTime.nullable(),
    convertedAccountId: id.nullable(),
    convertedContactId: id.nullable(),
    convertedOpportunityId: id.nullable(),
    abilities: abilities('update', 'delete', 'restore', 'assign', 'qualify', 'convert', 'undoConversion'),
  }),
  create: z
    .strictObject({ ...fields, ...extension.create })
    .refine(({ lastName, company, email, phone }) => [lastName, company, email, phone].some((fact) => fact !== null), {
      path: ['lastName'],
      message: 'Tell at least a name, a company, an e-mail or a phone',
    }),
  example: { lastName: 'Berg', company: 'Nordfrost', email: 'berg@nordfrost.example', source: 'web' },
  update: z.strictObject({
    ...patchOf(fields),
    ...extension.update,
    /** `converted` is reached by conversion only. */
    status: z.enum(['new', 'working', 'qualified', 'unqualified']).optional(),
  }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    status: queryList(z.enum(leadStatuses)).optional(),
    source: queryList(line(60)).optional(),
    campaignId: queryList(id).optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    scoreFrom: z.coerce.number().int().min(0).max(100).optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'score', 'lastName'],
  permissions: crudPermissions('lead'),
});

export type LeadRow = RowOf<typeof lead>;

/** How a lead is called in lists and sentences: by the person, else the company, else the address. */
export function leadName(lead: {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}): string {
  return personName(lead) || (lead.company ?? lead.email ?? lead.phone ?? '');
}

export const qualifyInput = z.strictObject({
  outcome: z.enum(['qualified', 'unqualified']).default('qualified'),
  /** Required for `unqualified`. */
  reason: line(300).nullable().default(null),
});
export type QualifyInput = z.output<typeof qualifyInput>;
