import { DomainError } from '@crm/domain/errors';
import { isPast } from '@crm/domain/quote/quote.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { openQuote, stepFrom, takeStep } from './quote-step.ts';
import { quoteReads } from './quote.reads.ts';

/**
 * Marks an approved quote as sent; handing over the document is the caller's.
 * @throws DomainError `invalid_transition` before it is approved, or when it would arrive after its last day
 */
export async function sendQuote(ctx: ServiceContext, id: string, version?: number) {
  const record = await openQuote(ctx, id, 'send', version);
  stepFrom(record, 'send');
  if (isPast(record.validUntil, today(ctx))) {
    throw new DomainError('invalid_transition', `It was valid until ${record.validUntil}. Give it a later day first.`, {
      current_status: record.status,
      step: 'send',
    });
  }
  await takeStep(ctx, record, 'send', { sentAt: ctx.now });
  return quoteReads.get(ctx, id);
}
