import { randomUUIDv7 } from 'node:crypto';
import { Account } from '@crm/db/entities/account.entity';
import { Contact } from '@crm/db/entities/contact.entity';
import type { Lead } from '@crm/db/entities/lead.entity';
import { Opportunity } from '@crm/db/entities/opportunity.entity';
import { database, LockMode } from '@crm/db/orm';
import { personName } from '@crm/domain/contact/contact';
import { leadName } from '@crm/domain/lead/lead';
import type { ConvertInput } from '@crm/domain/lead/lead-conversion';
import { foldDomain, foldName } from '@crm/domain/normalize/name';
import { accountNames } from '../account/account-names.ts';
import type { ServiceContext } from '../context.ts';
import { extensionOfNew } from '../extension.ts';
import { firstStage, stageColumns } from '../opportunity/stage-move.ts';
import type { Owned } from '../policy.ts';
import { assignChanges, newRecord, saveCreated, saveUpdated } from '../record.ts';

/**
 * The lead's company, or the person where there is none. The address goes with it, unless another live account has it:
 * one address belongs to one account (DIFF-013).
 */
export async function createAccount(ctx: ServiceContext, lead: Lead, owner: Owned): Promise<Account> {
  const taken =
    lead.emailNormalized === null
      ? null
      : await ctx.em.findOne(Account, { emailNormalized: lead.emailNormalized, deletedAt: null });
  const names = { name: lead.company ?? leadName(lead), kind: lead.company === null ? 'person' : 'company' } as const;
  const record = ctx.em.create(Account, {
    ...newRecord(ctx, randomUUIDv7()),
    ...owner,
    ...(await extensionOfNew(ctx, 'account')),
    ...names,
    ...accountNames({ ...names, website: lead.website }),
    status: 'prospect',
    email: taken === null ? lead.email : null,
    emailNormalized: taken === null ? lead.emailNormalized : null,
    emailStatus: taken === null ? lead.emailStatus : 'unchecked',
    phone: lead.phone,
    phoneE164: lead.phoneE164,
    website: lead.website,
    company: null,
    taxId: null,
    industry: null,
    currency: lead.currency,
    contacted: false,
    nextFollowUpAt: null,
    billingAddress: null,
    shippingAddress: null,
  });
  await saveCreated(ctx, 'account', record);
  return record;
}

function websiteDomainOf({ website }: Lead): string | null {
  return website === null ? null : foldDomain(website);
}

/** A live account, locked until the transaction ends; `null` when there is none. */
export async function lockAccount(ctx: ServiceContext, id: string | null): Promise<Account | null> {
  return id === null
    ? null
    : ctx.em.findOne(Account, { id, deletedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** A live contact, locked until the transaction ends; `null` when there is none. */
export async function lockContact(ctx: ServiceContext, id: string | null): Promise<Contact | null> {
  return id === null
    ? null
    : ctx.em.findOne(Contact, { id, deletedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** A known account: what it lacks and the lead knows is filled in, nothing is overwritten. */
export async function linkAccount(ctx: ServiceContext, record: Account, lead: Lead): Promise<Account> {
  const fillsPhone = record.phone === null && lead.phone !== null;
  const fillsWebsite = record.website === null && lead.website !== null;
  const changes = assignChanges(record, {
    ...(fillsPhone ? { phone: lead.phone, phoneE164: lead.phoneE164 } : {}),
    ...(fillsWebsite ? { website: lead.website, websiteDomain: websiteDomainOf(lead) } : {}),
  });
  await saveUpdated(ctx, 'account', record, changes);
  return record;
}

/** The person of the lead, under the account. */
export async function createContact(
  ctx: ServiceContext,
  lead: Lead,
  owner: Owned,
  accountId: string,
): Promise<Contact> {
  const names = contactNames(lead);
  const primary = await ctx.em.findOne(Contact, { accountId, isPrimary: true, deletedAt: null });
  const record = ctx.em.create(Contact, {
    ...newRecord(ctx, randomUUIDv7()),
    ...owner,
    ...(await extensionOfNew(ctx, 'contact')),
    ...names,
    nameNormalized: foldName(personName(names)),
    accountId,
    jobTitle: lead.jobTitle,
    email: lead.email,
    emailNormalized: lead.emailNormalized,
    emailStatus: lead.emailStatus,
    phone: lead.phone,
    phoneE164: lead.phoneE164,
    isPrimary: primary === null,
    preferredLanguage: null,
    source: lead.source,
    consent: lead.consent,
  });
  await saveCreated(ctx, 'contact', record);
  return record;
}

/** A known contact: gets the account if it has none, and what it lacks and the lead knows. */
export async function linkContact(
  ctx: ServiceContext,
  record: Contact,
  lead: Lead,
  accountId: string,
): Promise<Contact> {
  const changes = assignChanges(record, {
    ...(record.accountId === null ? { accountId } : {}),
    ...(record.jobTitle === null ? { jobTitle: lead.jobTitle } : {}),
    ...(record.phone === null ? { phone: lead.phone, phoneE164: lead.phoneE164 } : {}),
    ...(record.email === null
      ? { email: lead.email, emailNormalized: lead.emailNormalized, emailStatus: lead.emailStatus }
      : {}),
  });
  await saveUpdated(ctx, 'contact', record, changes);
  return record;
}

/** The deal, in the first stage of the chosen pipeline or of the default one. */
export async function createOpportunity(
  ctx: ServiceContext,
  lead: Lead,
  input: ConvertInput,
  owner: Owned,
  parties: { readonly accountId: string; readonly contactId: string },
): Promise<Opportunity> {
  const stage = await firstStage(ctx, { pipelineId: input.pipelineId });
  const name = input.opportunityName ?? leadName(lead);
  const record = ctx.em.create(Opportunity, {
    ...newRecord(ctx, randomUUIDv7()),
    ...owner,
    ...(await extensionOfNew(ctx, 'opportunity')),
    ...stageColumns(ctx, stage),
    name,
    nameNormalized: foldName(name),
    accountId: parties.accountId,
    primaryContactId: parties.contactId,
    amountMinor: input.amountMinor ?? lead.budgetMinor,
    currency: input.currency ?? lead.currency ?? (await currencyOf(ctx, stage.pipelineId)),
    expectedCloseDate: input.expectedCloseDate ?? null,
    forecastCategory: 'pipeline',
    lossReason: null,
    sourceLeadId: lead.id,
  });
  await saveCreated(ctx, 'opportunity', record);
  return record;
}

async function currencyOf(ctx: ServiceContext, pipelineId: string): Promise<string> {
  const pipeline = await database(ctx.em)
    .selectFrom('crm_pipelines')
    .select('currency')
    .where('id', '=', pipelineId)
    .executeTakeFirstOrThrow();
  return pipeline.currency;
}

/** A contact needs a last name; a lead may have given only a first name, or only the company's. */
function contactNames(lead: Lead): { firstName: string | null; lastName: string } {
  if (lead.lastName !== null) return { firstName: lead.firstName, lastName: lead.lastName };
  return { firstName: null, lastName: (lead.firstName ?? leadName(lead)).slice(0, 100) };
}
