import { sql } from 'kysely';
import type { Lead } from '@crm/db/entities/lead.entity';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { decideMatches } from '@crm/domain/lead/conversion.rules';
import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import type { ConversionResult, SettledMatch } from '@crm/domain/processes/lead-conversion';
import type { SubjectType } from '@crm/domain/timeline/timeline';
import { moveMemberships } from '../campaign/campaign-link.ts';
import type { ServiceContext } from '../context.ts';
import { watchDeal } from '../opportunity/deal-watch.ts';
import type { Owned } from '../policy.ts';
import {
  completeProcess,
  endWait,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { assignChanges, saveUpdated } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { moveOpenActivities, scheduleFollowUp } from './lead-conversion-activities.ts';
import {
  createAccount,
  createContact,
  createOpportunity,
  linkAccount,
  linkContact,
  lockAccount,
  lockContact,
} from './lead-conversion-records.ts';
import { loadConversion, resultOf, storeChoice, storeConverted } from './lead-conversion-row.ts';
import { lockLead } from './lead-lock.ts';
import { companyDomains, findMatches } from './lead-matches.ts';
import { takeImage, type ImagedResource, type RecordImage } from './record-images.ts';

export type ConvertOutcome =
  | { readonly kind: 'converted'; readonly result: ConversionResult }
  /** What was settled is no longer so: somebody must look again. */
  | { readonly kind: 'stale' };

/**
 * Turns the lead into account, contact and opportunity, in one transaction with everything that goes with it. Called
 * again after a crash it gives the result of the first time.
 * @returns `null` when the process was closed without a conversion
 */
export async function convertNow(
  ctx: ServiceContext,
  call: StepCall,
  settled: SettledMatch,
): Promise<ConvertOutcome | null> {
  const outcome = await runStep(ctx, call, (process) => convertOpen(ctx, process, settled));
  if (outcome !== null) return outcome;
  const result = resultOf(await loadConversion(ctx, call.processId));
  return result === null ? null : { kind: 'converted', result };
}

async function convertOpen(ctx: ServiceContext, process: ProcessDraft, settled: SettledMatch): Promise<ConvertOutcome> {
  endWait(process);
  const lead = await lockLead(ctx, process.subject.id);
  if (lead?.status !== 'qualified') {
    throw new DomainError('not_qualified', 'The lead is not qualified any more.', { current_status: lead?.status });
  }
  await tellChoice(ctx, process, settled);
  await takeTurns(ctx, lead);
  const written = (await stillFits(ctx, lead, settled)) ? await writeAll(ctx, process, lead, settled) : null;
  if (written === null) {
    process.steps = resetSteps(process.steps, 'match', 'choose', 'convert');
    return { kind: 'stale' };
  }
  const how = settled.chosenBy === null ? 'clear' : 'chosen';
  process.steps = endStep(process.steps, 'choose', ctx.now, { code: how, params: {} });
  process.steps = endStep(process.steps, 'convert', ctx.now, { code: 'converted', params: { ...written } });
  completeProcess(process, ctx.now);
  return { kind: 'converted', result: written };
}

/** A choice is told once: by the request that brought it, or here when the run was quicker than the request. */
async function tellChoice(
  ctx: ServiceContext,
  process: ProcessDraft,
  { chosenBy, accountId, contactId }: SettledMatch,
) {
  if (chosenBy === null) return;
  const { choice, input } = await loadConversion(ctx, process.id);
  if (choice !== null || input.choice !== undefined) return;
  await storeChoice(ctx, process.id, { accountId, contactId, chosenBy });
  await tellSubject(ctx, process, 'chosen', { accountId, contactId, chosenBy });
}

/** Two leads of the same person or company convert one after the other, so that the second finds what the first made. */
async function takeTurns(ctx: ServiceContext, lead: Lead): Promise<void> {
  const keys = [lead.emailNormalized, lead.phoneE164, lead.companyNormalized, ...companyDomains(lead)];
  const sorted = [...new Set(keys.filter((key) => key !== null))].sort();
  for (const key of sorted) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`crm.conversion:${key}`}, 0))`.execute(database(ctx.em));
  }
}

/** What followed from the rules must still follow from them; what a person chose stands while the records live. */
async function stillFits(ctx: ServiceContext, lead: Lead, settled: SettledMatch): Promise<boolean> {
  if (settled.chosenBy !== null) return true;
  const decision = decideMatches(await findMatches(ctx, lead));
  return (
    decision.kind === 'clear' &&
    decision.choice.accountId === settled.accountId &&
    decision.choice.contactId === settled.contactId
  );
}

/** @returns `null` when a chosen record lies in the trash by now */
async function writeAll(
  ctx: ServiceContext,
  process: ProcessDraft,
  lead: Lead,
  settled: SettledMatch,
): Promise<ConversionResult | null> {
  const { input } = await loadConversion(ctx, process.id);
  const known = {
    account: await lockAccount(ctx, settled.accountId),
    contact: await lockContact(ctx, settled.contactId),
  };
  if (settled.accountId !== null && known.account === null) return null;
  if (settled.contactId !== null && known.contact === null) return null;
  const before = {
    account: known.account && (await takeImage(ctx, 'account', known.account.id)),
    contact: known.contact && (await takeImage(ctx, 'contact', known.contact.id)),
  };
  const owner = await ownerOfNew(ctx, process, lead);
  const account = known.account ? await linkAccount(ctx, known.account, lead) : await createAccount(ctx, lead, owner);
  const contact = known.contact
    ? await linkContact(ctx, known.contact, lead, account.id)
    : await createContact(ctx, lead, owner, account.id);
  const opportunity = await createOpportunity(ctx, lead, input, owner, {
    accountId: account.id,
    contactId: contact.id,
  });
  await watchDeal(ctx, opportunity);
  const result: ConversionResult = { accountId: account.id, contactId: contact.id, opportunityId: opportunity.id };
  const activities = await moveOpenActivities(ctx, lead.id, opportunity.id);
  const followUpId = await scheduleFollowUp(ctx, opportunity, owner);
  await closeLead(ctx, lead, result);
  await moveMemberships(ctx, lead.id, { from: ['targeted', 'sent', 'responded'], to: 'converted' });
  await tellConverted(ctx, lead.id, result, settled);
  await storeConverted(ctx, process.id, {
    settled,
    result,
    followUpId,
    before: { ...before, activities },
    after: {
      account: await imageOf(ctx, 'account', account.id),
      contact: await imageOf(ctx, 'contact', contact.id),
      opportunity: await imageOf(ctx, 'opportunity', opportunity.id),
      activity: await imageOf(ctx, 'activity', followUpId),
    },
  });
  return result;
}

async function imageOf(ctx: ServiceContext, resource: ImagedResource, id: string): Promise<RecordImage> {
  return (await takeImage(ctx, resource, id)) ?? {};
}

/** The lead's owner owns what it becomes; without one, whoever converts it. */
async function ownerOfNew(ctx: ServiceContext, process: ProcessDraft, lead: Lead): Promise<Owned> {
  if (lead.assignedTo !== null || process.startedBy === null)
    return { assignedTo: lead.assignedTo, teamId: lead.teamId };
  const starter = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['id', 'teamId'])
    .where('id', '=', process.startedBy)
    .executeTakeFirstOrThrow();
  return { assignedTo: starter.id, teamId: lead.teamId ?? starter.teamId };
}

async function closeLead(ctx: ServiceContext, lead: Lead, result: ConversionResult): Promise<void> {
  const changes = assignChanges(lead, {
    status: 'converted',
    convertedAt: ctx.now,
    convertedAccountId: result.accountId,
    convertedContactId: result.contactId,
    convertedOpportunityId: result.opportunityId,
  });
  await saveUpdated(ctx, 'lead', lead, changes, Object.keys(changes));
}

/** The same entry on the pages of all four, so that each leads to the others. */
async function tellConverted(
  ctx: ServiceContext,
  leadId: string,
  result: ConversionResult,
  settled: SettledMatch,
): Promise<void> {
  const subjects: readonly [SubjectType, string][] = [
    ['lead', leadId],
    ['account', result.accountId],
    ['contact', result.contactId],
    ['opportunity', result.opportunityId],
  ];
  const payload = {
    leadId,
    ...result,
    accountCreated: settled.accountId === null,
    contactCreated: settled.contactId === null,
    chosenBy: settled.chosenBy,
  };
  await recordTimeline(
    ctx,
    ...subjects.map(([type, id]) => ({ subject: { type, id }, kind: 'converted' as const, payload })),
  );
}
