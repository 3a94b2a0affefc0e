import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import type { Quote } from '@crm/db/entities/quote.entity';
import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import { endStep } from '@crm/domain/process/process-steps.rules';
import { deliveryChangedSignal, quoteDeliveryOf } from '@crm/domain/processes/quote-delivery';
import type { sendInput } from '@crm/domain/quote/quote-delivery';
import type { QuoteStatus } from '@crm/domain/quote/quote-status';
import type { ServiceContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { completeProcess, lockFreeProcess, saveProcess } from '../process/process-progress.ts';
import { findOpenProcess, signalProcess, startProcess } from '../process/process-start.ts';

export type SendInput = z.output<typeof sendInput>;

/**
 * Writes down that a quote is handed over, and orders the mail that does it, with its PDF and the page to answer on.
 * @throws DomainError `validation_failed` when a mail is asked for and nobody's address is known
 */
export async function deliver(ctx: ServiceContext, quote: Quote, data: SendInput): Promise<void> {
  const to = data.by === 'hand' ? null : await recipientOf(ctx, quote, data);
  if (to === null && data.by === 'mail') {
    throw refuseFields([{ field: 'to', code: 'required', message: 'Say to which address: its contact has none.' }]);
  }
  const id = randomUUIDv7();
  const mailId = to && (await mailOffer(ctx, quote, { id, ...to, message: data.message ?? '' }, 'quote'));
  await database(ctx.em)
    .insertInto('crm_quote_deliveries')
    .values({
      id,
      quoteId: quote.id,
      mailId,
      toAddress: to?.address ?? null,
      toName: to?.name ?? null,
      remind: data.remind ?? true,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    })
    .execute();
  await watchDelivery(ctx, quote);
}

interface Recipient {
  readonly address: string;
  readonly name: string | null;
}

/** Whom the sender named, or else the quote's contact; `null` when neither has an address. */
async function recipientOf(ctx: ServiceContext, quote: Quote, { to, name }: SendInput): Promise<Recipient | null> {
  if (to !== undefined) return { address: to, name: name ?? null };
  if (quote.contactId === null) return null;
  const contact = await database(ctx.em)
    .selectFrom('crm_contacts')
    .select(['email', 'name'])
    .where('id', '=', quote.contactId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return contact?.email ? { address: contact.email, name: name ?? contact.name } : null;
}

interface Offer extends Recipient {
  /** Of the delivery. */
  readonly id: string;
  readonly message: string;
}

/** @returns the id of the mail, of which there is one per delivery and template */
export async function mailOffer(
  ctx: ServiceContext,
  quote: Pick<Quote, 'id' | 'number' | 'language' | 'validUntil' | 'assignedTo'>,
  { id, address, name, message }: Offer,
  template: 'quote' | 'quote_reminder',
): Promise<string> {
  const sender = await database(ctx.em)
    .selectFrom('crm_users')
    .select('name')
    .where('id', '=', quote.assignedTo ?? ctx.actor.id)
    .executeTakeFirst();
  return queueMail(ctx, {
    to: { address, ...(name !== null && { name }) },
    language: quote.language,
    template,
    params: {
      number: quote.number,
      validUntil: quote.validUntil ?? '',
      sender: sender?.name ?? '',
      message,
      deliveryId: id,
    },
    key: `${template}/${id}`,
    subject: { type: 'quote', id: quote.id },
    attachments: [{ quoteId: quote.id }],
  });
}

/** The process that sees a sent quote through looks at it, and begins if there is none. */
export async function watchDelivery(
  ctx: ServiceContext,
  quote: Pick<Quote, 'id' | 'revision' | 'assignedTo' | 'teamId'>,
): Promise<void> {
  const runsFor = quoteDeliveryOf(quote);
  if ((await findOpenProcess(ctx, 'quote-delivery', runsFor)) !== null) {
    await signalProcess(ctx, 'quote-delivery', runsFor, deliveryChangedSignal);
    return;
  }
  // Quotes are sent where processes are switched off, too; nobody is reminded of them.
  if (ctx.actor.featuresOff.has('crm_feature_processes')) return;
  const { id, assignedTo, teamId } = quote;
  await startProcess(ctx, { kind: 'quote-delivery', subject: { type: 'quote', id, assignedTo, teamId }, runsFor });
}

/** A quote is not open to its customer's answer any more: the process that waited for it is over in the same moment. */
export async function endDelivery(
  ctx: ServiceContext,
  quote: Pick<Quote, 'id' | 'revision'>,
  status: QuoteStatus,
): Promise<void> {
  const runsFor = quoteDeliveryOf(quote);
  const processId = await findOpenProcess(ctx, 'quote-delivery', runsFor);
  const process = processId === null ? null : await lockFreeProcess(ctx, processId);
  if (process === null) return;
  // Before it is closed here: a process that is over gets no signals.
  await signalProcess(ctx, 'quote-delivery', runsFor, deliveryChangedSignal);
  process.steps = endStep(process.steps, 'answer', ctx.now, { code: `quote_${status}`, params: {} });
  completeProcess(process, ctx.now);
  await saveProcess(ctx, process);
}
