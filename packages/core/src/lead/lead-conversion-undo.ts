import { z } from 'zod';
import { Account } from '@crm/db/entities/account.entity';
import { Activity } from '@crm/db/entities/activity.entity';
import { Contact } from '@crm/db/entities/contact.entity';
import { Lead } from '@crm/db/entities/lead.entity';
import { Opportunity } from '@crm/db/entities/opportunity.entity';
import { LockMode } from '@crm/db/orm';
import { emailStatus } from '@crm/domain/normalize/email';
import { DomainError } from '@crm/domain/errors';
import type { LeadRow } from '@crm/domain/lead/lead';
import { undoDays, type UndoInput } from '@crm/domain/lead/lead-conversion';
import { moveMemberships } from '../campaign/campaign-link.ts';
import type { ServiceContext } from '../context.ts';
import { watchDeal } from '../opportunity/deal-watch.ts';
import { cancelOpenProcess } from '../process/process-cancel.ts';
import { recordUndone } from '../process/process-progress.ts';
import { assignChanges, openRecord, saveDeleted, saveUpdated } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { putActivities } from './lead-conversion-activities.ts';
import { presentConversionOf, resultOf, storeUndone, undoableUntil, type Conversion } from './lead-conversion-row.ts';
import { leadReads } from './lead.reads.ts';
import { changedColumns, type RecordImage } from './record-images.ts';
import { planUndo, type UndoPlan } from './undo-conflicts.ts';

/**
 * Takes a conversion back, in one transaction: what it made goes to the trash, what it changed gets its old values,
 * what it moved moves back, and the lead is qualified again.
 * @throws DomainError `invalid_transition` for a lead that is not converted, `undo_expired` after 30 days,
 * `undo_conflict` with all that was changed since, unless the caller said to keep that
 */
export async function undoConversion(
  ctx: ServiceContext,
  id: string,
  { onConflict }: UndoInput,
  version?: number,
): Promise<LeadRow> {
  const permission = 'lead:undo_conversion';
  const lead = await openRecord(ctx, Lead, 'lead', { id, permission, read: 'lead:read', version });
  const conversion = lead.status === 'converted' ? await presentConversionOf(ctx, id) : null;
  if (conversion === null) {
    throw new DomainError('invalid_transition', 'This lead is not converted, so there is nothing to undo.', {
      from: lead.status,
      allowed: [],
    });
  }
  refuseExpired(ctx, conversion);
  const records = await lockRecords(ctx, conversion);
  const plan = await planUndo(ctx, conversion, records.ids);
  if (plan.conflicts.length > 0 && onConflict === 'ask') {
    throw new DomainError(
      'undo_conflict',
      'Some of it was changed since. Look at the conflicts, and keep those changes or leave it.',
      {
        conflicts: plan.conflicts,
      },
    );
  }
  const kept = whatStays(plan);
  await takeBackActivities(ctx, id, plan, records.activity, kept);
  await takeBackDeal(ctx, records.opportunity, kept);
  await takeBackContact(ctx, records.contact, plan, kept);
  await takeBackAccount(ctx, records.account, plan, kept);
  await reopenLead(ctx, lead);
  await moveMemberships(ctx, id, { from: ['converted'], to: 'responded' });
  await storeUndone(ctx, conversion.processId);
  await recordUndone(ctx, conversion.processId);
  await recordTimeline(ctx, {
    subject: { type: 'lead', id },
    kind: 'conversion_undone',
    payload: { ...resultOf(conversion), kept: [...kept] },
  });
  return leadReads.get(ctx, id);
}

function refuseExpired(ctx: ServiceContext, { convertedAt }: Conversion): void {
  const until = undoableUntil(convertedAt ?? ctx.now);
  if (until >= ctx.now) return;
  throw new DomainError(
    'undo_expired',
    `A conversion can be undone for ${undoDays} days. Change the records by hand.`,
    {
      undoable_until: until.toISOString(),
    },
  );
}

/** What the conversion made or linked; what lies in the trash or is gone needs no undoing. */
async function lockRecords(ctx: ServiceContext, conversion: Conversion) {
  const { followUpId } = conversion;
  const result = resultOf(conversion);
  if (result === null || followUpId === null) throw new DomainError('internal', 'This conversion lacks its records.');
  const locked = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  return {
    ids: {
      account: result.accountId,
      contact: result.contactId,
      opportunity: result.opportunityId,
      activity: followUpId,
    },
    account: await ctx.em.findOne(Account, { id: result.accountId, deletedAt: null }, locked),
    contact: await ctx.em.findOne(Contact, { id: result.contactId, deletedAt: null }, locked),
    opportunity: await ctx.em.findOne(Opportunity, { id: result.opportunityId, deletedAt: null }, locked),
    activity: await ctx.em.findOne(Activity, { id: followUpId, deletedAt: null }, locked),
  };
}

type Kept = ReadonlySet<'account' | 'contact' | 'opportunity' | 'activity'>;

/** What was changed or is in use stays, and so does what it stands on. */
function whatStays({ conflicts, ids, conversion }: UndoPlan): Kept {
  const disputed = (id: string) => conflicts.some((conflict) => conflict.id === id);
  const opportunity = disputed(ids.opportunity);
  const contact = conversion.contactCreated !== true || disputed(ids.contact) || opportunity;
  const account =
    conversion.accountCreated !== true ||
    disputed(ids.account) ||
    opportunity ||
    (contact && conversion.contactCreated === true);
  return new Set([
    ...(account ? (['account'] as const) : []),
    ...(contact ? (['contact'] as const) : []),
    ...(opportunity ? (['opportunity'] as const) : []),
    ...(disputed(ids.activity) ? (['activity'] as const) : []),
  ]);
}

async function takeBackActivities(
  ctx: ServiceContext,
  leadId: string,
  plan: UndoPlan,
  followUp: Activity | null,
  kept: Kept,
) {
  const elsewhere = new Set(plan.conflicts.map(({ id }) => id));
  const back = plan.before.activities.filter((id) => !elsewhere.has(id));
  await putActivities(ctx, back, { type: 'lead', id: leadId });
  if (followUp === null) return;
  if (!kept.has('activity')) {
    await saveDeleted(ctx, 'activity', followUp);
    await cancelOpenProcess(ctx, 'follow-up', followUp.id);
  } else if (!kept.has('opportunity')) {
    // Somebody worked on it: it must not end up under a deal that lies in the trash.
    await putActivities(ctx, [followUp.id], { type: 'lead', id: leadId });
  }
}

async function takeBackDeal(ctx: ServiceContext, record: Opportunity | null, kept: Kept): Promise<void> {
  if (record === null || kept.has('opportunity')) return;
  await saveDeleted(ctx, 'opportunity', record);
  await watchDeal(ctx, record);
}

const text = z.string().nullable();
const accountFill = z.object({ phone: text, phoneE164: text, website: text, websiteDomain: text }).partial();
const contactFill = z
  .object({
    accountId: text,
    jobTitle: text,
    phone: text,
    phoneE164: text,
    email: text,
    emailNormalized: text,
    emailStatus,
  })
  .partial();

async function takeBackContact(ctx: ServiceContext, record: Contact | null, plan: UndoPlan, kept: Kept): Promise<void> {
  if (record === null) return;
  if (!kept.has('contact')) {
    record.isPrimary = false;
    await saveDeleted(ctx, 'contact', record);
  } else if (plan.before.contact !== null && plan.after !== null) {
    const fields = contactFill.parse(toRestore(plan, record.id, plan.before.contact, plan.after.contact));
    await saveUpdated(ctx, 'contact', record, assignChanges(record, fields));
  }
}

async function takeBackAccount(ctx: ServiceContext, record: Account | null, plan: UndoPlan, kept: Kept): Promise<void> {
  if (record === null) return;
  if (!kept.has('account')) {
    await saveDeleted(ctx, 'account', record);
  } else if (plan.before.account !== null && plan.after !== null) {
    const fields = accountFill.parse(toRestore(plan, record.id, plan.before.account, plan.after.account));
    await saveUpdated(ctx, 'account', record, assignChanges(record, fields));
  }
}

/** Columns that follow from a field go with it. */
const followers: Readonly<Record<string, string>> = {
  phoneE164: 'phone',
  websiteDomain: 'website',
  emailNormalized: 'email',
  emailStatus: 'email',
};

/** The old values of what the conversion changed, without what was changed again since. */
function toRestore(plan: UndoPlan, id: string, before: RecordImage, after: RecordImage): RecordImage {
  const disputed = new Set(plan.conflicts.filter((conflict) => conflict.id === id).map(({ field }) => field));
  const columns = changedColumns(before, after).filter((column) => !disputed.has(followers[column] ?? column));
  return Object.fromEntries(columns.map((column) => [column, before[column] ?? null]));
}

async function reopenLead(ctx: ServiceContext, lead: Lead): Promise<void> {
  const changes = assignChanges(lead, {
    status: 'qualified',
    convertedAt: null,
    convertedAccountId: null,
    convertedContactId: null,
    convertedOpportunityId: null,
  });
  await saveUpdated(ctx, 'lead', lead, changes, Object.keys(changes));
}
