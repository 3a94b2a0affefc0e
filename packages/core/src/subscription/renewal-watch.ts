import { Invoice } from '@crm/db/entities/invoice.entity';
import { Subscription } from '@crm/db/entities/subscription.entity';
import { database, LockMode } from '@crm/db/orm';
import { announceDays, nextDunning, type DunningStep } from '@crm/domain/charge/dunning.rules';
import { openStatuses } from '@crm/domain/invoice/invoice.rules';
import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import type { ProcessWait } from '@crm/domain/process/process';
import type { RenewalNext } from '@crm/domain/processes/renewal';
import { addDays } from '@crm/domain/subscription/periods.rules';
import { atPeriodEnd, hasEnded, isRunning } from '@crm/domain/subscription/subscription.rules';
import { chargesOf, isDoubted, isUnsettled, planCharge } from '../charge/charge.ts';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { findOwner } from '../process/process-people.ts';
import {
  completeProcess,
  holdProcess,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { mailDunning, mailRenewal } from './renewal-mail.ts';
import { renewPeriod } from './subscription-period.ts';
import { markPastDue } from './subscription-status.ts';
import { pauseSubscription } from './subscription-verbs.ts';

/**
 * Looks at a period of a subscription and does what is due: announces it, bills it, has the money taken, asks for it,
 * and pauses the subscription when that does not help. Each thing happens once: what was done stands in the database.
 * @param periodStart the first day of the period, `yyyy-mm-dd`
 * @returns what comes next; `null` when the period is paid, or will not come
 */
export function lookAtRenewal(ctx: ServiceContext, call: StepCall, periodStart: string): Promise<RenewalNext | null> {
  return runStep(ctx, call, async (process) => {
    const where = { id: process.subject.id };
    const record = await ctx.em.findOneOrFail(Subscription, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const billed = await findInvoice(ctx, record.id, periodStart);
    if (billed !== null) return seeToPayment(ctx, process, record, billed);
    if (record.deletedAt !== null || hasEnded(record.status) || record.currentPeriodEnd !== periodStart) {
      return end(ctx, process, 'announce', 'period_dropped');
    }
    if (record.status === 'paused') return hold(process, ctx.now, 'announce', { reason: 'subscription_paused' });
    const begins = new Date(`${periodStart}T00:00:00Z`);
    if (ctx.now < begins) return waitForPeriod(ctx, process, record, begins);
    return bill(ctx, process, record, periodStart);
  });
}

async function waitForPeriod(
  ctx: ServiceContext,
  process: ProcessDraft,
  record: Subscription,
  begins: Date,
): Promise<RenewalNext> {
  const announceAt = new Date(`${addDays(record.currentPeriodEnd, -announceDays)}T00:00:00Z`);
  const renews = atPeriodEnd(record) === 'renew';
  const told = process.steps.some(({ key, state }) => key === 'announce' && state === 'done');
  if (renews && !told && ctx.now >= announceAt) {
    await mailRenewal(ctx, record);
    process.steps = endStep(process.steps, 'announce', ctx.now, null);
  }
  const announces = renews && ctx.now < announceAt;
  const at = announces ? announceAt : begins;
  return hold(process, ctx.now, announces ? 'announce' : 'bill', {
    reason: renews ? 'until_renewal' : 'until_end',
    dueAt: begins,
    next: { code: announces ? 'announce' : renews ? 'bill' : 'end', at },
    until: at,
  });
}

/** The period has begun: it is billed, or the subscription ends here. */
async function bill(
  ctx: ServiceContext,
  process: ProcessDraft,
  record: Subscription,
  periodStart: string,
): Promise<RenewalNext | null> {
  await renewPeriod(ctx, record.id, periodStart);
  const invoice = await findInvoice(ctx, record.id, periodStart);
  if (invoice === null) return end(ctx, process, 'bill', 'subscription_ended');
  process.steps = endStep(process.steps, 'bill', ctx.now, {
    code: 'billed',
    params: { number: invoice.number ?? '' },
  });
  return seeToPayment(ctx, process, record, invoice);
}

async function seeToPayment(
  ctx: ServiceContext,
  process: ProcessDraft,
  record: Subscription,
  invoice: Invoice,
): Promise<RenewalNext | null> {
  process.steps = endStep(process.steps, 'bill', ctx.now, { code: 'billed', params: { number: invoice.number ?? '' } });
  const charges = await chargesOf(ctx, invoice.id);
  // Before anything else: money may have been taken that nobody has written down yet.
  const open = charges.find(({ state }) => isUnsettled(state)) ?? charges.find(isDoubted);
  if (open !== undefined) return carryOn(ctx, process, open);
  if (!openStatuses.some((each) => each === invoice.status)) {
    return end(ctx, process, 'charge', invoice.status === 'paid' ? 'paid' : 'not_owed');
  }
  await mailDunning(ctx, invoice, 'invoice', 0);
  const step = nextDunning({
    issuedAt: new Date(`${invoice.issueDate ?? invoice.createdAt.toISOString().slice(0, 10)}T00:00:00Z`),
    dueDate: invoice.dueDate ?? invoice.createdAt.toISOString().slice(0, 10),
    // Nobody takes money by himself for what has ended; the bill is still owed.
    canCharge: record.paymentMethodRef !== null && !hasEnded(record.status),
    charges,
    ...remindedOf(process),
  });
  if (record.paymentMethodRef !== null) await tellDeclined(ctx, record, invoice, charges);
  if (step.missing && !hasEnded(record.status)) await markPastDue(ctx, record.id);
  if (ctx.now < step.at) return waitForMoney(ctx, process, record, step);
  return dun(ctx, process, record, invoice, step);
}

type OpenCharge = Awaited<ReturnType<typeof chargesOf>>[number];

/** A charge is brought to the provider; what was sent is asked about until the outcome is known. */
function carryOn(ctx: ServiceContext, process: ProcessDraft, { id, state, sentAt, askAt }: OpenCharge): RenewalNext {
  if (state === 'planned') return { charge: id };
  if (askAt === null || ctx.now >= askAt) return { charge: id };
  return hold(process, sentAt ?? ctx.now, 'charge', {
    reason: 'asking_provider',
    next: { code: 'retry', at: askAt },
    until: askAt,
  });
}

/** Does the next thing about an invoice that is not paid, and looks again at once. */
async function dun(
  ctx: ServiceContext,
  process: ProcessDraft,
  record: Subscription,
  invoice: Invoice,
  step: DunningStep,
): Promise<RenewalNext | null> {
  switch (step.do) {
    case 'charge':
      return { charge: await planCharge(ctx, invoice, record.paymentMethodRef ?? '', 'schedule') };
    case 'remind': {
      const count = remindedOf(process).reminded + 1;
      await mailDunning(ctx, invoice, 'payment_reminder', count);
      process.steps = endStep(process.steps, 'dun', ctx.now, {
        code: 'reminded_times',
        params: { times: String(count), at: ctx.now.toISOString() },
      });
      if (!hasEnded(record.status)) await markPastDue(ctx, record.id);
      return { until: ctx.now.toISOString() };
    }
    case 'suspend':
      if (isRunning(record.status)) await pauseSubscription(ctx, record.id);
      await tellSubject(ctx, process, 'unpaid_paused');
      await tellOwner(ctx, record, 'subscription_unpaid', invoice.id);
      process.steps = endStep(process.steps, 'suspend', ctx.now, { code: 'paused_unpaid', params: {} });
      completeProcess(process, ctx.now);
      return null;
  }
}

async function waitForMoney(
  ctx: ServiceContext,
  process: ProcessDraft,
  record: Subscription,
  step: DunningStep,
): Promise<RenewalNext> {
  const owner = await findOwner(ctx, record.assignedTo);
  return hold(process, ctx.now, step.do === 'charge' ? 'charge' : 'dun', {
    reason: step.missing ? 'payment_missing' : 'payment_expected',
    dueAt: step.at,
    actors: owner,
    next: { code: step.do, at: step.at },
    until: step.at,
  });
}

/** Customer and owner hear of each refusal, once. */
async function tellDeclined(
  ctx: ServiceContext,
  record: Subscription,
  invoice: Invoice,
  charges: Awaited<ReturnType<typeof chargesOf>>,
): Promise<void> {
  const last = charges.at(-1);
  if (last === undefined || last.state !== 'declined') return;
  await mailDunning(ctx, invoice, 'payment_declined', last.attempt);
  await tellOwner(ctx, record, 'payment_declined', last.id);
}

/** How often the customer was reminded, and when, as the step of the process remembers it. */
function remindedOf({ steps }: ProcessDraft) {
  const told = steps.find(({ key }) => key === 'dun')?.detail?.params ?? {};
  const { times = '0', at = null } = told;
  return { reminded: Number(times), remindedAt: at === null ? null : new Date(at) };
}

interface Hold {
  readonly reason: ProcessWait['reason'];
  readonly dueAt?: Date;
  readonly actors?: ProcessWait['actors'];
  readonly next?: { readonly code: NonNullable<ProcessWait['next']>['code']; readonly at: Date };
  readonly until?: Date;
}

function hold(process: ProcessDraft, since: Date, step: string, wait: Hold): RenewalNext {
  // The look itself is no try to take money.
  if (step !== 'charge') process.steps = resetSteps(process.steps, 'charge');
  const { reason, dueAt, actors = [], next, until } = wait;
  const again = process.wait?.reason === reason ? process.wait.since : since.toISOString();
  holdProcess(process, step, {
    reason,
    why: null,
    since: again,
    dueAt: dueAt?.toISOString() ?? null,
    actors,
    next: next ? { code: next.code, at: next.at.toISOString() } : null,
  });
  return { until: until?.toISOString() ?? null };
}

function end(ctx: ServiceContext, process: ProcessDraft, step: string, code: string): null {
  if (step !== 'charge') process.steps = resetSteps(process.steps, 'charge');
  process.steps = endStep(process.steps, step, ctx.now, { code, params: {} });
  completeProcess(process, ctx.now);
  return null;
}

function tellOwner(
  ctx: ServiceContext,
  { id, assignedTo }: Subscription,
  kind: 'payment_declined' | 'subscription_unpaid',
  of: string,
): Promise<void> {
  return notify(ctx, {
    kind,
    userIds: assignedTo === null ? [] : [assignedTo],
    subject: { type: 'subscription', id },
    params: {},
    key: `${kind}/${of}`,
  });
}

async function findInvoice(ctx: ServiceContext, subscriptionId: string, periodStart: string): Promise<Invoice | null> {
  const period = await database(ctx.em)
    .selectFrom('crm_subscription_periods')
    .select('invoiceId')
    .where('subscriptionId', '=', subscriptionId)
    .where('periodStart', '=', periodStart)
    .executeTakeFirst();
  if (period === undefined || period.invoiceId === null) return null;
  return ctx.em.findOne(Invoice, { id: period.invoiceId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
