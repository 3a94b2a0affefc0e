import { Quote } from '@crm/db/entities/quote.entity';
import { database, LockMode } from '@crm/db/orm';
import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import type { LookAgain } from '@crm/domain/processes/contract';
import { endOfOffer, reminderOf } from '@crm/domain/quote/quote-delivery.rules';
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
import { mailOffer } from './quote-delivery.ts';
import { takeStep } from './quote-step.ts';

/** A mail that is on its way is looked after so often. */
const mailLookMs = 10_000;

/**
 * Looks whether a sent quote has arrived and was answered; reminds its customer once, and ends it after its last day.
 * @returns `null` when nothing is to be answered any more, and the process is over
 */
export function lookAtDelivery(ctx: ServiceContext, call: StepCall): Promise<LookAgain | null> {
  return runStep(ctx, call, async (process) => {
    const quote = await findSent(ctx, process.subject.id);
    if (quote === null) {
      process.steps = endStep(process.steps, 'answer', ctx.now, { code: 'let_go', params: {} });
      completeProcess(process, ctx.now);
      return null;
    }
    const end = endOfOffer(quote);
    if (end !== null && ctx.now >= end) {
      process.steps = endStep(process.steps, 'answer', ctx.now, { code: 'quote_expired', params: {} });
      completeProcess(process, ctx.now);
      await takeStep(ctx, quote, 'expire', { closedAt: ctx.now });
      return null;
    }
    const delivery = await latestDelivery(ctx, quote.id);
    if (delivery?.mailState === 'failed') return askForAddress(ctx, process, quote, end);
    if (delivery?.mailState === 'queued' || delivery?.mailState === 'sending') {
      return waitForMail(ctx, process, delivery.createdAt);
    }
    process.steps = endStep(process.steps, 'deliver', ctx.now, null);
    return waitForAnswer(ctx, process, quote, delivery, end);
  });
}

type Delivery = Awaited<ReturnType<typeof latestDelivery>>;

async function waitForMail(ctx: ServiceContext, process: ProcessDraft, since: Date): Promise<LookAgain> {
  process.steps = resetSteps(process.steps, 'answer');
  holdProcess(process, 'deliver', {
    reason: 'mail_goes_out',
    why: null,
    since: since.toISOString(),
    dueAt: null,
    actors: [],
    next: null,
  });
  return { until: new Date(ctx.now.getTime() + mailLookMs).toISOString() };
}

/** The mail will never arrive: somebody must say where it should go, and send it again. */
async function askForAddress(
  ctx: ServiceContext,
  process: ProcessDraft,
  quote: Quote,
  end: Date | null,
): Promise<LookAgain> {
  process.steps = resetSteps(process.steps, 'answer');
  holdProcess(process, 'deliver', {
    reason: 'mail_refused',
    why: null,
    since: ctx.now.toISOString(),
    dueAt: end?.toISOString() ?? null,
    actors: await findOwner(ctx, quote.assignedTo),
    next: null,
  });
  return { until: end?.toISOString() ?? null };
}

async function waitForAnswer(
  ctx: ServiceContext,
  process: ProcessDraft,
  quote: Quote,
  delivery: Delivery,
  end: Date | null,
): Promise<LookAgain> {
  const sentAt = delivery?.createdAt ?? quote.sentAt ?? ctx.now;
  const plan = reminderOf({ sentAt, validUntil: quote.validUntil });
  const isOpen = delivery === undefined || (delivery.remind && delivery.remindedAt === null);
  const reminder = isOpen && !isReminded(process) ? plan : null;
  if (reminder !== null && ctx.now >= reminder) await remind(ctx, process, quote, delivery);
  const next = reminder !== null && ctx.now < reminder ? { code: 'remind' as const, at: reminder } : null;
  const last = end && { code: 'expire' as const, at: end };
  const coming = next ?? last;
  holdProcess(process, 'answer', {
    reason: 'customer_answers',
    why: delivery?.firstSeenAt ? 'seen' : null,
    since: sentAt.toISOString(),
    dueAt: end?.toISOString() ?? null,
    actors: await findOwner(ctx, quote.assignedTo),
    next: coming && { code: coming.code, at: coming.at.toISOString() },
  });
  return { until: coming?.at.toISOString() ?? null };
}

function isReminded({ steps }: ProcessDraft): boolean {
  return steps.some(({ key, state }) => key === 'remind_customer' && state === 'done');
}

/** The customer by mail, where there was one; and whoever the quote belongs to, who may do better. */
async function remind(ctx: ServiceContext, process: ProcessDraft, quote: Quote, delivery: Delivery): Promise<void> {
  if (delivery !== undefined && delivery.toAddress !== null) {
    const { id, toAddress: address, toName: name } = delivery;
    await mailOffer(ctx, quote, { id, address, name, message: '' }, 'quote_reminder');
    const reminded = { remindedAt: ctx.now };
    await database(ctx.em).updateTable('crm_quote_deliveries').set(reminded).where('id', '=', id).execute();
  }
  await notify(ctx, {
    kind: 'quote_unanswered',
    userIds: quote.assignedTo === null ? [] : [quote.assignedTo],
    subject: { type: 'quote', id: quote.id },
    params: {},
    key: `quote-unanswered/${quote.id}`,
  });
  await tellSubject(ctx, process, 'quote_reminded');
  process.steps = endStep(process.steps, 'remind_customer', ctx.now, null);
}

function findSent(ctx: ServiceContext, id: string): Promise<Quote | null> {
  const where = { id, status: 'sent', deletedAt: null } as const;
  return ctx.em.findOne(Quote, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** What was sent before there were deliveries has none. */
function latestDelivery(ctx: ServiceContext, quoteId: string) {
  return database(ctx.em)
    .selectFrom('crm_quote_deliveries as delivery')
    .leftJoin('crm_mails as mail', 'mail.id', 'delivery.mailId')
    .select([
      'delivery.id',
      'delivery.toAddress',
      'delivery.toName',
      'delivery.remind',
      'delivery.remindedAt',
      'delivery.createdAt',
      'delivery.firstSeenAt',
      'mail.state as mailState',
    ])
    .where('delivery.quoteId', '=', quoteId)
    .orderBy('delivery.createdAt', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
