import { defineEntity, p } from '@mikro-orm/core';
import { leadStatuses } from '@crm/domain/lead/lead';
import type { ScoreReason } from '@crm/domain/lead/lead-scoring.rules';
import { emailStatuses } from '@crm/domain/normalize/email';
import { Account } from './account.entity.ts';
import { Campaign } from './campaign.entity.ts';
import {
  computedName,
  computedText,
  extensionColumns,
  moment,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
  type OptionalId,
} from './columns.ts';
import { Contact } from './contact.entity.ts';
import { Form } from './form.entity.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  nullableSortIndexes,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Opportunity } from './opportunity.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const person = "coalesce(first_name, ''::text) || ' '::text || coalesce(last_name, ''::text)";

const LeadSchema = defineEntity({
  name: 'Lead',
  tableName: 'crm_leads',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    firstName: p.text().strictNullable(),
    lastName: p.text().strictNullable(),
    /** `leadName` of the domain, in SQL. */
    name: computedName(person, 'company', 'email', 'phone'),
    /** The person's name as duplicates are compared: folded; empty when nobody is named. */
    nameNormalized: p.text(),
    company: p.text().strictNullable(),
    /** The company's name, folded, without legal form. */
    companyNormalized: p.text().strictNullable(),
    jobTitle: p.text().strictNullable(),
    email: p.text().strictNullable(),
    emailNormalized: p.text().strictNullable(),
    emailStatus: p.enum(emailStatuses).default('unchecked'),
    phone: p.text().strictNullable(),
    phoneE164: p.text().strictNullable(),
    website: p.text().strictNullable(),
    country: p.text().strictNullable(),
    message: p.text().strictNullable(),
    budgetMinor: p.bigint('number').strictNullable(),
    currency: p.text().strictNullable(),
    source: p.text(),
    sourceDetail: p.text().strictNullable(),
    utmSource: p.text().strictNullable(),
    utmMedium: p.text().strictNullable(),
    utmCampaign: p.text().strictNullable(),
    /** The campaign that it came through. */
    campaignId: () => optionalIdOf(Campaign),
    /** The capture form that it came through. */
    formId: () => optionalIdOf(Form),
    consent: p.boolean().strictNullable(),
    status: p.enum(leadStatuses).default('new'),
    score: p.integer().strictNullable(),
    scoreReasons: p.json<ScoreReason[]>().defaultRaw("'[]'::jsonb"),
    disqualifiedReason: p.text().strictNullable(),
    convertedAt: moment().strictNullable(),
    convertedAccountId: () => optionalIdOf(Account),
    convertedContactId: () => optionalIdOf(Contact),
    convertedOpportunityId: (): OptionalId => optionalIdOf(Opportunity),
    searchText: computedText(
      'name_normalized',
      'lower(company)',
      'company_normalized',
      'email_normalized',
      'phone_e164',
    ),
  },
  indexes: [
    sortIndex('crm_leads_created_at', 'createdAt'),
    sortIndex('crm_leads_updated_at', 'updatedAt'),
    ...nullableSortIndexes('crm_leads_score', 'score'),
    ...nullableSortIndexes('crm_leads_last_name', 'lastName'),
    ...ownerIndexes('crm_leads'),
    trashIndex('crm_leads'),
    externalIdIndex('crm_leads'),
    liveIndex('crm_leads_status', 'status', 'createdAt', 'id'),
    liveIndex('crm_leads_source', 'source', 'createdAt', 'id'),
    liveIndex('crm_leads_campaign_id', 'campaignId', 'createdAt', 'id'),
    {
      name: 'crm_leads_utm_campaign',
      expression:
        'create index "crm_leads_utm_campaign" on "crm_core"."crm_leads" (lower(utm_campaign)) where utm_campaign is not null and campaign_id is null',
    },
    liveIndex('crm_leads_report', 'teamId', 'source', 'status'),
    liveIndex('crm_leads_form_id', 'formId'),
    liveIndex('crm_leads_converted_account_id', 'convertedAccountId'),
    liveIndex('crm_leads_converted_contact_id', 'convertedContactId'),
    liveIndex('crm_leads_converted_opportunity_id', 'convertedOpportunityId'),
    liveIndex('crm_leads_email_normalized', 'emailNormalized'),
    liveIndex('crm_leads_phone_e164', 'phoneE164'),
    liveIndex('crm_leads_company_normalized', 'companyNormalized'),
    searchIndex('crm_leads'),
  ],
  uniques: [externalIdUnique('crm_leads')],
});

/** Somebody who may become a customer. */
export class Lead extends LeadSchema.class {}
LeadSchema.setClass(Lead);
