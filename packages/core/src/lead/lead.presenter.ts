import type { Actor } from '@crm/domain/actor';
import { lead, leadName, type LeadRow } from '@crm/domain/lead/lead';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { LeadColumns } from './lead.queries.ts';

export function presentLead(row: LeadColumns, actor: Actor): LeadRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    name: leadName(row),
    firstName: row.firstName,
    lastName: row.lastName,
    company: row.company,
    jobTitle: row.jobTitle,
    email: row.email,
    emailStatus: row.emailStatus,
    phone: row.phone,
    phoneE164: row.phoneE164,
    website: row.website,
    country: row.country,
    message: row.message,
    budgetMinor: row.budgetMinor,
    currency: row.currency,
    source: row.source,
    sourceDetail: row.sourceDetail,
    utmSource: row.utmSource,
    utmMedium: row.utmMedium,
    utmCampaign: row.utmCampaign,
    campaignId: row.campaignId,
    campaign: row.campaignName === null ? null : ref(row.campaignId, row.campaignName),
    consent: row.consent,
    status: row.status,
    score: row.score,
    scoreReasons: row.scoreReasons,
    disqualifiedReason: row.disqualifiedReason,
    convertedAt: iso(row.convertedAt),
    convertedAccountId: row.convertedAccountId,
    convertedContactId: row.convertedContactId,
    convertedOpportunityId: row.convertedOpportunityId,
    abilities: leadAbilities(row, actor),
  };
}

/** A converted lead changes only by undoing its conversion. */
function leadAbilities(row: LeadColumns, actor: Actor): LeadRow['abilities'] {
  const usual = recordAbilities(actor, row, lead.permissions);
  const live = row.deletedAt === null;
  const open = live && row.status !== 'converted';
  return {
    ...usual,
    update: usual.update && open,
    assign: open && can(actor, 'lead:assign', row),
    qualify: open && row.status !== 'qualified' && can(actor, 'lead:qualify', row),
    convert: live && row.status === 'qualified' && can(actor, 'lead:convert', row),
    undoConversion: live && row.status === 'converted' && can(actor, 'lead:undo_conversion', row),
  };
}
