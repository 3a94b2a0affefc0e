import { DomainError } from '@crm/domain/errors';
import { isPast } from '@crm/domain/quote/quote.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { deliver, type SendInput } from './quote-delivery.ts';
import { openQuote, stepFrom, takeStep, tellQuote } from './quote-step.ts';
import { quoteReads } from './quote.reads.ts';

/**
 * Sends an approved quote to its customer: by mail, with its PDF and a page to answer on, to the address that is named
 * or else to its contact's. Where there is none, or where it is asked for, it is handed over by hand. What was sent
 * already is sent once more.
 * @throws DomainError `invalid_transition` before it is approved, or when it would arrive after its last day;
 * `validation_failed` when a mail is asked for and nobody's address is known
 */
export async function sendQuote(ctx: ServiceContext, id: string, data: SendInput, version?: number) {
  const record = await openQuote(ctx, id, 'send', version);
  const again = record.status === 'sent';
  if (!again) stepFrom(record, 'send');
  if (isPast(record.validUntil, today(ctx))) {
    throw new DomainError('invalid_transition', `It was valid until ${record.validUntil}. Give it a later day first.`, {
      current_status: record.status,
      step: 'send',
    });
  }
  if (again) await tellQuote(ctx, record, { sentAgain: true });
  else await takeStep(ctx, record, 'send', { sentAt: ctx.now });
  await deliver(ctx, record, data);
  return quoteReads.get(ctx, id);
}
