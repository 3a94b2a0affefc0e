import { lineTotals } from '../money/line.ts';
import type { QuoteStatus } from './quote-status.ts';
import type { QuoteLineRow } from './quote.ts';

/** What can happen to a quote. */
export type QuoteStep =
  | 'edit'
  | 'submit'
  | 'recall'
  | 'approve'
  | 'reject'
  | 'send'
  | 'accept'
  | 'decline'
  | 'expire'
  | 'revise';

/** Step → from where → to where. What is not listed is refused. */
const transitions: Readonly<Record<QuoteStep, Readonly<Partial<Record<QuoteStatus, QuoteStatus>>>>> = {
  // An edit drops what was decided on the former words.
  edit: { draft: 'draft', pending_approval: 'draft', approved: 'draft', rejected: 'draft' },
  submit: { draft: 'pending_approval' },
  recall: { pending_approval: 'draft' },
  approve: { pending_approval: 'approved' },
  reject: { pending_approval: 'rejected' },
  send: { approved: 'sent' },
  accept: { sent: 'accepted' },
  decline: { sent: 'declined' },
  expire: { sent: 'expired' },
  // What was accepted is billed: another offer is another quote.
  revise: { sent: 'superseded', declined: 'superseded', expired: 'superseded' },
};

/** Where a step leads from a status, or `null` when it is not allowed from there. */
export function statusAfter(status: QuoteStatus, step: QuoteStep): QuoteStatus | null {
  return transitions[step][status] ?? null;
}

type PricedLine = Pick<
  QuoteLineRow,
  'quantity' | 'unitPriceMinor' | 'listPriceMinor' | 'subtotalMinor' | 'discountMinor'
>;

/** By how many percent the cheapest line is below what the price books ask for; 0 when none is. */
export function deepestDiscount(lines: readonly PricedLine[]): number {
  return Math.max(0, ...lines.map(discountOf));
}

function discountOf({ quantity, unitPriceMinor, listPriceMinor, subtotalMinor, discountMinor }: PricedLine): number {
  const list = lineTotals({
    quantity,
    unitPriceMinor: listPriceMinor ?? unitPriceMinor,
    discountPercent: '0',
    taxRate: '0',
  }).subtotalMinor;
  return list <= 0 ? 0 : ((list - (subtotalMinor - discountMinor)) * 100) / list;
}

interface Authored {
  readonly createdBy: string | null;
  readonly assignedTo: string | null;
  readonly submittedBy: string | null;
}

/** Whether a quote is somebody's own, and so not theirs to approve: made, owned or submitted by them. */
export function isAuthor(quote: Authored, userId: string | null): boolean {
  return userId !== null && [quote.createdBy, quote.assignedTo, quote.submittedBy].includes(userId);
}

/** Whether a quote can no longer be accepted on a day, because its last day is over. */
export function isPast(validUntil: string | null, day: string): boolean {
  return validUntil !== null && validUntil < day;
}
