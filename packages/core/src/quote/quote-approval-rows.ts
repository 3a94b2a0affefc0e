import { createHash, randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import type { Quote } from '@crm/db/entities/quote.entity';
import { database } from '@crm/db/orm';
import {
  currentApprovals,
  neededApprovals,
  type NeededApproval,
  type PolicyTerms,
} from '@crm/domain/approval/approval.rules';
import { deepestDiscount } from '@crm/domain/quote/quote.rules';
import type { QuoteLineRow } from '@crm/domain/quote/quote';
import type { ServiceContext } from '../context.ts';
import { convertMinor } from '../currency/convert-minor.ts';
import { findBase } from '../currency/currency.service.ts';
import { today } from '../present.ts';
import { findApprovers, type ApprovedQuote } from './quote-approvers.ts';

/**
 * Whose approval a quote needs.
 * @throws DomainError `validation_failed` when a policy goes by amount and there is no rate for the quote's currency
 */
export async function approvalsNeeded(
  ctx: ServiceContext,
  policies: readonly PolicyTerms[],
  { totalMinor, currency }: Pick<Quote, 'totalMinor' | 'currency'>,
  lines: readonly QuoteLineRow[],
): Promise<readonly NeededApproval[]> {
  const discountPercent = deepestDiscount(lines);
  const byAmount = policies.some(({ fromAmountMinor }) => fromAmountMinor !== null);
  const base = byAmount ? (await findBase(ctx))?.code : undefined;
  const amountMinor = base === undefined ? totalMinor : await convertMinor(ctx, totalMinor, currency, base, today(ctx));
  return neededApprovals(policies, { amountMinor, discountPercent });
}

/** What an approval is bound to: everything that the customer would read. */
export function contentHashOf(quote: Quote, lines: readonly QuoteLineRow[]): string {
  const { accountId, contactId, currency, language, notes, revision, validUntil, totalMinor } = quote;
  const said = [accountId, contactId, currency, language, notes, revision, validUntil, totalMinor];
  const rows = lines.map((line) => [
    line.productId,
    line.description,
    line.quantity,
    line.unit,
    line.unitPriceMinor,
    line.discountPercent,
    line.taxRate,
    line.billingInterval,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([said, rows]))
    .digest('hex');
}

/** Writes down what is needed, and who is asked first. */
export async function openApprovals(
  ctx: ServiceContext,
  quote: Quote & ApprovedQuote,
  needed: readonly NeededApproval[],
  contentHash: string,
): Promise<void> {
  await database(ctx.em)
    .insertInto('crm_quote_approvals')
    .values(
      needed.map(({ policy, approver }) => ({
        id: randomUUIDv7(),
        quoteId: quote.id,
        contentHash,
        policy,
        approver: jsonb(approver),
        step: approver.step,
        decision: null,
        decidedBy: null,
        decidedAt: null,
        comment: null,
        createdAt: ctx.now,
        droppedAt: null,
      })),
    )
    .execute();
  await askCurrent(ctx, quote);
}

/** The approvals that count, those that are asked now among them first asked first; locked until the transaction ends. */
export function lockApprovals(ctx: ServiceContext, quoteId: string) {
  return database(ctx.em)
    .selectFrom('crm_quote_approvals')
    .selectAll()
    .where('quoteId', '=', quoteId)
    .where('droppedAt', 'is', null)
    .orderBy('step')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Lets those decide who are meant at present. @param besides who may decide too */
export async function askCurrent(
  ctx: ServiceContext,
  quote: ApprovedQuote & { readonly id: string },
  besides: readonly string[] = [],
): Promise<readonly string[]> {
  const asked = new Set<string>();
  for (const { id, approver } of currentApprovals(await lockApprovals(ctx, quote.id))) {
    const mayDecide = [...new Set([...(await findApprovers(ctx, quote, approver)), ...besides])];
    for (const person of mayDecide) asked.add(person);
    await database(ctx.em).updateTable('crm_quote_approvals').set({ mayDecide }).where('id', '=', id).execute();
  }
  return [...asked];
}

/** What was asked counts no more: the quote was edited, recalled, or given back. */
export async function dropApprovals(ctx: ServiceContext, quoteId: string): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_quote_approvals')
    .set({ droppedAt: ctx.now })
    .where('quoteId', '=', quoteId)
    .where('droppedAt', 'is', null)
    .execute();
}
