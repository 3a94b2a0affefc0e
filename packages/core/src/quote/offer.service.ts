import { database, LockMode } from '@crm/db/orm';
import { Quote } from '@crm/db/entities/quote.entity';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import type { OfferAnswer, OfferState } from '@crm/domain/quote/quote-delivery';
import type { QuoteRow } from '@crm/domain/quote/quote';
import { isPast } from '@crm/domain/quote/quote.rules';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { notify } from '../notification/notify.ts';
import type { DocumentFile } from '../ports/document-renderer.ts';
import { allow } from '../policy.ts';
import { today } from '../present.ts';
import { closeAsAccepted, closeAsDeclined } from './quote-accept.ts';
import { watchDelivery } from './quote-delivery.ts';
import { quoteDocument } from './quote-document.ts';
import { quoteReads } from './quote.reads.ts';

/**
 * The page on which a customer answers an offer. Whoever has the link is the customer: there is no account to sign in
 * to, and nothing but this one quote can be seen or done.
 */
export const offerService = {
  /** @throws DomainError `link_invalid` for a quote that is gone */
  async read(ctx: ServiceContext, deliveryId: string) {
    const { quoteId } = await findDelivery(ctx, deliveryId);
    const quote = await quoteReads.get(asSystem(ctx), quoteId);
    return { quote, state: stateOf(ctx, quote) };
  },

  /** Where the customer answers, as the last delivery has it. @throws DomainError as a read of the quote */
  async link(ctx: ServiceContext, quoteId: string): Promise<{ readonly path: string | null }> {
    allow(ctx, 'quote:send');
    const { deliveries } = await quoteReads.get(ctx, quoteId);
    const [last] = deliveries;
    return { path: last === undefined ? null : (ctx.ports.offerLinks?.sign(last.id) ?? null) };
  },

  /** The paper. @throws DomainError as `read` */
  async document(ctx: ServiceContext, deliveryId: string): Promise<DocumentFile> {
    const { quoteId } = await findDelivery(ctx, deliveryId);
    return quoteDocument(asSystem(ctx), quoteId);
  },

  /** Writes down that the page was opened. */
  async seen(ctx: ServiceContext, deliveryId: string): Promise<void> {
    const { quoteId, firstSeenAt } = await findDelivery(ctx, deliveryId);
    await database(ctx.em)
      .updateTable('crm_quote_deliveries')
      .set({ lastSeenAt: ctx.now, firstSeenAt: firstSeenAt ?? ctx.now })
      .where('id', '=', deliveryId)
      .execute();
    if (firstSeenAt !== null) return;
    const quote = await ctx.em.findOneOrFail(Quote, { id: quoteId });
    // Whoever has the quote open sees it at once.
    await emitChange(ctx, 'quote', quote, 'updated');
    if (quote.status === 'sent') await watchDelivery(asSystem(ctx), quote);
  },

  /**
   * The customer says yes or no. What follows from it is written in the same transaction; said twice, it is said once.
   * @param from the network address that it came from, as evidence
   * @throws DomainError `invalid_transition` when it cannot be answered any more, `link_invalid` as `read`
   */
  async answer(ctx: ServiceContext, deliveryId: string, data: OfferAnswer, from: string): Promise<void> {
    const { quoteId, answer } = await findDelivery(ctx, deliveryId);
    const wanted = data.answer === 'accept' ? 'accepted' : 'declined';
    const quote = await ctx.em.findOneOrFail(Quote, { id: quoteId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (answer === wanted && quote.status === wanted) return;
    const inside = asSystem(ctx);
    const name = data.name ?? null;
    const facts = { byCustomer: true, name };
    if (data.answer === 'accept') await closeAsAccepted(inside, quote, facts);
    else await closeAsDeclined(inside, quote, data.reason ?? null, facts);
    await database(ctx.em)
      .updateTable('crm_quote_deliveries')
      .set({ answer: wanted, answeredBy: name, answeredAt: ctx.now, answeredFrom: from })
      .where('id', '=', deliveryId)
      .execute();
    await notify(inside, {
      kind: wanted === 'accepted' ? 'quote_accepted' : 'quote_declined',
      userIds: quote.assignedTo === null ? [] : [quote.assignedTo],
      subject: { type: 'quote', id: quote.id },
      params: {},
      key: `quote-answered/${quote.id}`,
    });
  },
};

function asSystem(ctx: ServiceContext): ServiceContext {
  return { ...ctx, actor: systemActor };
}

async function findDelivery(ctx: ServiceContext, id: string) {
  const row = await database(ctx.em)
    .selectFrom('crm_quote_deliveries as delivery')
    .innerJoin('crm_quotes as quote', 'quote.id', 'delivery.quoteId')
    .select(['delivery.quoteId', 'delivery.firstSeenAt', 'delivery.answer'])
    .where('delivery.id', '=', id)
    .where('quote.deletedAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new DomainError('link_invalid', 'This offer was taken back.');
  return row;
}

function stateOf(ctx: ServiceContext, { status, validUntil }: Pick<QuoteRow, 'status' | 'validUntil'>): OfferState {
  if (status === 'sent') return isPast(validUntil, today(ctx)) ? 'expired' : 'open';
  return status === 'accepted' || status === 'declined' || status === 'expired' ? status : 'withdrawn';
}
