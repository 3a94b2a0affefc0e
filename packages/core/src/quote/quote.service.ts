import { DomainError } from '@crm/domain/errors';
import { quoteApprovalOf } from '@crm/domain/processes/quote-approval';
import { quoteDeliveryOf } from '@crm/domain/processes/quote-delivery';
import type { ServiceContext } from '../context.ts';
import { cancelOpenProcess } from '../process/process-cancel.ts';
import { saveDeleted, saveRestored } from '../record.ts';
import { acceptQuote, declineQuote } from './quote-accept.ts';
import { approveQuote, recallQuote, rejectQuote, startApproval, submitQuote } from './quote-approval.ts';
import { quoteFromDeal } from './quote-from-opportunity.ts';
import { reviseQuote } from './quote-revise.ts';
import { watchDelivery } from './quote-delivery.ts';
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
  recall: recallQuote,
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
    if (record.status === 'pending_approval') await cancelOpenProcess(ctx, 'quote-approval', quoteApprovalOf(record));
    if (record.status === 'sent') await cancelOpenProcess(ctx, 'quote-delivery', quoteDeliveryOf(record));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await openQuote(ctx, id, 'restore');
    await saveRestored(ctx, 'quote', record);
    if (record.status === 'pending_approval') await startApproval(ctx, record);
    if (record.status === 'sent') await watchDelivery(ctx, record);
    return quoteReads.get(ctx, id);
  },
};
