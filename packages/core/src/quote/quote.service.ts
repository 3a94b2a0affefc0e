import { DomainError } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { saveDeleted, saveRestored } from '../record.ts';
import { acceptQuote, declineQuote } from './quote-accept.ts';
import { approveQuote, rejectQuote, submitQuote } from './quote-approval.ts';
import { quoteFromDeal } from './quote-from-opportunity.ts';
import { reviseQuote } from './quote-revise.ts';
import { sendQuote } from './quote-send.ts';
import { openQuote } from './quote-step.ts';
import { createQuote, updateQuote } from './quote-write.ts';
import { quoteReads } from './quote.reads.ts';

/** Offers to customers: written, approved, sent and decided on. */
export const quoteService = {
  ...quoteReads,
  create: createQuote,
  update: updateQuote,
  fromOpportunity: quoteFromDeal,
  submit: submitQuote,
  approve: approveQuote,
  reject: rejectQuote,
  send: sendQuote,
  accept: acceptQuote,
  decline: declineQuote,
  revise: reviseQuote,

  /** @throws DomainError `in_use` for what was accepted: what was agreed stands on it */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await openQuote(ctx, id, 'delete', version);
    if (record.status === 'accepted') throw new DomainError('in_use', 'What was agreed stands on this quote.');
    await saveDeleted(ctx, 'quote', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'quote', await openQuote(ctx, id, 'restore'));
    return quoteReads.get(ctx, id);
  },
};
