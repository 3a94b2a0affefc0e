import { randomUUIDv7 } from 'node:crypto';
import { Lead } from '@crm/db/entities/lead.entity';
import { personName } from '@crm/domain/contact/contact';
import type { extension as extensionFields } from '@crm/domain/extension';
import { DomainError } from '@crm/domain/errors';
import type { lead } from '@crm/domain/lead/lead';
import { foldCompanyName, foldName } from '@crm/domain/normalize/name';
import type { CreateOf } from '@crm/domain/resource';
import { campaignOfLead } from '../campaign/campaign-link.ts';
import type { ServiceContext } from '../context.ts';
import type { Extension } from '../extension.ts';
import type { Owned } from '../policy.ts';
import { startProcess } from '../process/process-start.ts';
import { readEmail, readPhone } from '../reachability.ts';
import { newRecord, saveCreated } from '../record.ts';
import { fireRules } from '../workflow/fire-rules.ts';

/** What somebody tells of a lead, beside its extension. */
type LeadFacts = Omit<CreateOf<typeof lead>, keyof typeof extensionFields.create>;

/**
 * Writes a new lead and orders its intake in the same transaction: no lead without an intake. Leads are never refused
 * as duplicates (DIFF-013).
 */
export async function createLead(
  ctx: ServiceContext,
  data: LeadFacts,
  owner: Owned,
  extension: Extension,
  form: { readonly id: string } | null = null,
): Promise<Lead> {
  const record = ctx.em.create(Lead, {
    ...newRecord(ctx, randomUUIDv7()),
    ...data,
    ...extension,
    ...owner,
    ...(await readEmail(ctx, data.email)),
    ...readPhone(data.phone, data.country),
    ...leadNames(data),
    formId: form?.id ?? null,
    campaignId: await campaignOfLead(ctx, data),
    status: 'new',
    score: null,
    scoreReasons: [],
    disqualifiedReason: null,
    convertedAt: null,
    convertedAccountId: null,
    convertedContactId: null,
    convertedOpportunityId: null,
  });
  await saveCreated(ctx, 'lead', record);
  if (form !== null) await fireRules(ctx, 'lead', record.id, { kind: 'form_posted', changes: {} });
  await startProcess(ctx, { kind: 'lead-intake', subject: { type: 'lead', id: record.id, ...owner } });
  return record;
}

/** The columns that a lead is compared and searched by. */
export function leadNames({ firstName, lastName, company }: Pick<Lead, 'firstName' | 'lastName' | 'company'>) {
  return {
    nameNormalized: foldName(personName({ firstName, lastName })),
    companyNormalized: company === null ? null : foldCompanyName(company),
  };
}

/** @throws DomainError `already_converted`, naming what the lead became */
export function refuseConverted(record: Lead): void {
  if (record.status !== 'converted') return;
  throw new DomainError('already_converted', 'This lead has been converted. Undo the conversion to change the lead.', {
    account_id: record.convertedAccountId,
    contact_id: record.convertedContactId,
    opportunity_id: record.convertedOpportunityId,
    converted_at: record.convertedAt?.toISOString(),
  });
}
