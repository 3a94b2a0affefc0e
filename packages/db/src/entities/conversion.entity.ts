import { defineEntity, p } from '@mikro-orm/core';
import type { ConversionChoice, ConversionMatches, ConvertInput } from '@crm/domain/lead/lead-conversion';
import { Account } from './account.entity.ts';
import { Activity } from './activity.entity.ts';
import { idOf, key, moment, optionalIdOf, schema } from './columns.ts';
import { Contact } from './contact.entity.ts';
import { Lead } from './lead.entity.ts';
import { Opportunity } from './opportunity.entity.ts';
import { Process } from './process.entity.ts';
import { User } from './user.entity.ts';

const ConversionSchema = defineEntity({
  name: 'Conversion',
  tableName: 'crm_conversions',
  schema,
  properties: {
    id: key(),
    leadId: () => idOf(Lead),
    processId: () => idOf(Process),
    input: p.json<ConvertInput>().defaultRaw("'{}'::jsonb"),
    matches: p.json<ConversionMatches>().strictNullable(),
    choice: p.json<ConversionChoice>().strictNullable(),
    chosenBy: () => optionalIdOf(User),
    accountId: () => optionalIdOf(Account),
    accountCreated: p.boolean().strictNullable(),
    contactId: () => optionalIdOf(Contact),
    contactCreated: p.boolean().strictNullable(),
    opportunityId: () => optionalIdOf(Opportunity),
    followUpId: () => optionalIdOf(Activity),
    /** The records that were there before, as they were: what undoing goes back to. */
    before: p.json<Record<string, unknown>>().strictNullable(),
    /** Versions and fields right after: what differs from them was changed since by somebody. */
    after: p.json<Record<string, unknown>>().strictNullable(),
    convertedAt: moment().strictNullable(),
    undoneAt: moment().strictNullable(),
    undoneBy: () => optionalIdOf(User),
  },
  indexes: [
    { name: 'crm_conversions_lead_id', properties: ['leadId'] },
    { name: 'crm_conversions_account_id', properties: ['accountId'] },
    { name: 'crm_conversions_contact_id', properties: ['contactId'] },
    { name: 'crm_conversions_opportunity_id', properties: ['opportunityId'] },
    { name: 'crm_conversions_follow_up_id', properties: ['followUpId'] },
  ],
  uniques: [
    { name: 'crm_conversions_process_id_unique', properties: ['processId'] },
    {
      name: 'crm_conversions_lead_id_unique',
      properties: ['leadId'],
      where: 'converted_at is not null and undone_at is null',
    },
  ],
});

/** How a lead became an account, a contact and an opportunity; kept so that it can be undone. */
export class Conversion extends ConversionSchema.class {}
ConversionSchema.setClass(Conversion);
