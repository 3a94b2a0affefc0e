import type { z } from 'zod';
import type { Quote } from '@crm/db/entities/quote.entity';
import { DomainError } from '@crm/domain/errors';
import type { declineInput } from '@crm/domain/quote/quote';
import { isPast } from '@crm/domain/quote/quote.rules';
import type { ServiceContext } from '../context.ts';
import { invoiceFromQuote } from '../invoice/invoice-from-quote.ts';
import { today } from '../present.ts';
import { subscriptionsFromQuote } from '../subscription/subscription-from-quote.ts';
import { openQuote, stepFrom, takeStep } from './quote-step.ts';
import { quoteReads } from './quote.reads.ts';

type Facts = Readonly<Record<string, unknown>>;

/**
 * The customer agrees. What follows from it is written in the same transaction, so that all of it happened, or nothing:
 * an issued invoice of all lines, with the first period of those that recur, and a subscription for each of these.
 * @throws DomainError `invalid_transition` unless it was sent and is still valid
 */
export async function acceptQuote(ctx: ServiceContext, id: string, version?: number) {
  await closeAsAccepted(ctx, await openQuote(ctx, id, 'decide', version));
  return quoteReads.get(ctx, id);
}

/** @param facts for the timeline @throws DomainError as `acceptQuote` */
export async function closeAsAccepted(ctx: ServiceContext, record: Quote, facts: Facts = {}): Promise<void> {
  stepFrom(record, 'accept');
  refusePast(ctx, record);
  await takeStep(ctx, record, 'accept', { closedAt: ctx.now }, facts);
  await subscriptionsFromQuote(ctx, record, await invoiceFromQuote(ctx, record));
}

/** The customer says no. @throws DomainError `invalid_transition` unless it was sent */
export async function declineQuote(
  ctx: ServiceContext,
  id: string,
  data: z.output<typeof declineInput>,
  version?: number,
) {
  const record = await openQuote(ctx, id, 'decide', version);
  await closeAsDeclined(ctx, record, data.reason ?? null);
  return quoteReads.get(ctx, id);
}

/** @param facts for the timeline @throws DomainError as `declineQuote` */
export async function closeAsDeclined(
  ctx: ServiceContext,
  record: Quote,
  reason: string | null,
  facts: Facts = {},
): Promise<void> {
  await takeStep(ctx, record, 'decline', { closedAt: ctx.now, declineReason: reason }, { reason, ...facts });
}

function refusePast(ctx: ServiceContext, { status, validUntil }: Quote): void {
  if (!isPast(validUntil, today(ctx))) return;
  throw new DomainError('invalid_transition', `It was valid until ${validUntil}. Revise it and send it again.`, {
    status,
    step: 'accept',
  });
}
