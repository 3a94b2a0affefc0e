import { Quote } from '@crm/db/entities/quote.entity';
import { DomainError } from '@crm/domain/errors';
import type { ActionOf } from '@crm/domain/permissions';
import { statusAfter, type QuoteStep } from '@crm/domain/quote/quote.rules';
import type { ServiceContext } from '../context.ts';
import { assignChanges, openRecord, saveUpdated } from '../record.ts';
import { endDelivery } from './quote-delivery.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';

/** A quote to be changed, locked and within the caller's scope. @throws DomainError as `openRecord` */
export function openQuote(
  ctx: ServiceContext,
  id: string,
  action: ActionOf<'quote'>,
  version?: number,
): Promise<Quote> {
  return openRecord(ctx, Quote, 'quote', { id, permission: `quote:${action}`, read: 'quote:read', version });
}

/** @throws DomainError `invalid_transition`, with where the quote stands */
export function stepFrom(record: Quote, step: QuoteStep) {
  const status = statusAfter(record.status, step);
  if (status !== null) return status;
  throw new DomainError('invalid_transition', `A quote that is ${record.status} does not take the step ${step}.`, {
    current_status: record.status,
    step,
  });
}

/** What a draft has not yet, and an edited quote no longer. */
export const undecided = {
  submittedAt: null,
  submittedBy: null,
  approverId: null,
  decidedAt: null,
  decisionComment: null,
  sentAt: null,
  closedAt: null,
  declineReason: null,
  contentHash: null,
} as const;

/** What a step tells in its own words, so that it is not repeated as an edit. */
const toldByStep = ['status', ...Object.keys(undecided)];

/**
 * Takes a quote a step further, with what the step writes down.
 * @param facts for the timeline
 * @throws DomainError `invalid_transition`
 */
export async function takeStep(
  ctx: ServiceContext,
  record: Quote,
  step: QuoteStep,
  values: Partial<Quote> = {},
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const wasSent = record.status === 'sent';
  const changes = assignChanges(record, { ...values, status: stepFrom(record, step) });
  await saveUpdated(ctx, 'quote', record, changes, toldByStep);
  if (wasSent) await endDelivery(ctx, record, record.status);
  await tellQuote(ctx, record, facts);
}

/**
 * Tells what happened to a quote on its own timeline, its account's and its deal's. Without amounts: an account's
 * timeline is also read by those who may not see them (PLAN-055).
 */
export async function tellQuote(
  ctx: ServiceContext,
  record: Quote,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const payload = { number: record.number, revision: record.revision, status: record.status, ...facts };
  const source = { type: 'quote', id: record.id };
  const subjects = [
    { type: 'quote', id: record.id } as const,
    { type: 'account', id: record.accountId } as const,
    ...(record.opportunityId === null ? [] : [{ type: 'opportunity', id: record.opportunityId } as const]),
  ];
  await recordTimeline(ctx, ...subjects.map((subject) => ({ subject, kind: 'quote' as const, payload, source })));
}
