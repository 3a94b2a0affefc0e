import { Charge } from '@crm/db/entities/charge.entity';
import { LockMode } from '@crm/db/orm';
import type { SettleChargeInput } from '@crm/domain/charge/charge';
import { asksBeforeHand } from '@crm/domain/charge/dunning.rules';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { openInvoice } from '../invoice/invoice-open.ts';
import { recordPayment } from '../invoice/invoice-payment.ts';
import { invoiceService } from '../invoice/invoice.service.ts';
import { tellInvoice } from '../invoice/invoice-timeline.ts';
import { allow } from '../policy.ts';
import { tellRenewalOfInvoice } from '../subscription/renewal.ts';

/** Whether a person may say what came of a charge: it is unknown, and the provider was asked often enough. */
export function isSettleable({ state, asked }: Pick<Charge, 'state' | 'asked'>): boolean {
  return state === 'unknown' && asked >= asksBeforeHand;
}

/**
 * Writes down what a person found out about a charge of which the provider cannot tell. Money that was taken is a
 * payment of the invoice in the same transaction, and whoever sees to the period goes on at once.
 * @throws DomainError `not_found`; `invalid_transition` for a charge whose outcome is known, or while the provider may
 * still tell it
 */
export async function settleByHand(
  ctx: ServiceContext,
  invoiceId: string,
  chargeId: string,
  { outcome, reason }: SettleChargeInput,
): Promise<void> {
  allow(ctx, 'invoice:settle');
  await invoiceService.get(ctx, invoiceId);
  // The charge is locked first, as by whoever hears of the provider: the two take turns, and the first one settles it.
  const where = { id: chargeId, invoiceId };
  const charge = await ctx.em.findOne(Charge, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (charge === null) throw refuseUnknown('charge', chargeId);
  const invoice = await openInvoice(ctx, invoiceId, 'invoice:settle');
  if (!isSettleable(charge)) {
    throw new DomainError('invalid_transition', 'Only an outcome that the provider could not tell is recorded.', {
      current_status: charge.state,
      asked: charge.asked,
      asks_before: asksBeforeHand,
    });
  }
  charge.state = outcome;
  charge.settledAt = ctx.now;
  charge.settledBy = ctx.actor.id;
  charge.settledReason = reason;
  charge.askAt = null;
  await ctx.em.flush();
  const { amountMinor } = charge;
  await tellInvoice(ctx, invoice, 'charge_settled', { outcome, reason });
  if (outcome === 'declined') return tellRenewalOfInvoice(ctx, invoiceId);
  // By the key, under which the provider knows it: its own name for the charge is not known.
  await recordPayment(ctx, invoiceId, { amountMinor, method: 'card', reference: charge.id, note: reason });
}
