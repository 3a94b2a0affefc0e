import { Subscription } from '@crm/db/entities/subscription.entity';
import { database } from '@crm/db/orm';
import type { ChargeRow, PeriodCharges, SettleChargeInput } from '@crm/domain/charge/charge';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { refuseAct } from '../invoice/invoice-issue.ts';
import { openInvoice } from '../invoice/invoice-open.ts';
import { invoiceService } from '../invoice/invoice.service.ts';
import { allow, can, type Owned } from '../policy.ts';
import { iso, ref } from '../present.ts';
import { watchPeriod } from '../subscription/renewal.ts';
import { subscriptionService } from '../subscription/subscription.service.ts';
import { chargesOf, planCharge } from './charge.ts';
import { isSettleable, settleByHand } from './settle-by-hand.ts';

/** Tries to take the money of invoices. */
export const chargeService = {
  /** The tries of one invoice, the last first. @throws DomainError as a read of the invoice */
  async list(ctx: ServiceContext, invoiceId: string): Promise<{ readonly items: ChargeRow[] }> {
    const owned = await invoiceService.get(ctx, invoiceId);
    const rows = await chargesOf(ctx, invoiceId);
    return { items: rows.toReversed().map((row) => presentCharge(ctx, row, owned)) };
  },

  /**
   * What was tried for the periods of a subscription that its page shows, the newest first; bills that the caller does
   * not see are left out. @throws DomainError as a read of the subscription
   */
  async ofSubscription(ctx: ServiceContext, id: string): Promise<{ readonly items: PeriodCharges[] }> {
    // Of bills: where these are switched off there is nothing to tell, whatever the subscription.
    allow(ctx, 'invoice:read');
    const { periods } = await subscriptionService.get(ctx, id);
    const ids = periods.flatMap(({ invoiceId }) => (invoiceId === null ? [] : [invoiceId]));
    const invoices = new Map((await invoiceService.getMany(ctx, ids)).map((invoice) => [invoice.id, invoice]));
    const rows = await chargesOf(ctx, ...invoices.keys());
    const items = periods.flatMap(({ periodStart, invoiceId }) => {
      const invoice = invoices.get(invoiceId ?? '');
      if (invoice === undefined) return [];
      const charges = rows.filter((row) => row.invoiceId === invoice.id).toReversed();
      return [
        {
          periodStart,
          invoice: {
            id: invoice.id,
            number: invoice.number,
            status: invoice.status,
            currency: invoice.currency,
            totalMinor: invoice.totalMinor,
            balanceMinor: invoice.balanceMinor,
            version: invoice.version,
            abilities: { pay: invoice.abilities.pay },
          },
          charges: charges.map((row) => presentCharge(ctx, row, invoice)),
        },
      ];
    });
    return { items };
  },

  /**
   * Tries now, without waiting for the schedule.
   * @throws DomainError `invalid_transition` for what is not owed, belongs to no subscription, or is being tried for;
   * `validation_failed` where the customer has given no way to pay
   */
  async now(ctx: ServiceContext, invoiceId: string, version?: number): Promise<{ readonly items: ChargeRow[] }> {
    const invoice = await openInvoice(ctx, invoiceId, 'invoice:pay', version);
    refuseAct(invoice, 'pay');
    const period = await database(ctx.em)
      .selectFrom('crm_subscription_periods')
      .select(['subscriptionId', 'periodStart'])
      .where('invoiceId', '=', invoiceId)
      .executeTakeFirst();
    if (period === undefined) {
      throw new DomainError('invalid_transition', 'Only the bill of a period of a subscription is charged.', {
        act: 'charge',
      });
    }
    const record = await ctx.em.findOneOrFail(Subscription, { id: period.subscriptionId });
    if (record.paymentMethodRef === null) {
      throw refuseFields([
        { field: 'paymentMethodRef', code: 'required', message: 'Its subscription names no way to pay.' },
      ]);
    }
    await planCharge(ctx, invoice, record.paymentMethodRef, 'person');
    await watchPeriod(ctx, record, period.periodStart);
    return chargeService.list(ctx, invoiceId);
  },

  /**
   * Records what came of a charge of which the provider cannot tell.
   * @throws DomainError `invalid_transition` for one whose outcome is known, or while the provider may still tell it
   */
  async settle(
    ctx: ServiceContext,
    invoiceId: string,
    chargeId: string,
    data: SettleChargeInput,
  ): Promise<{ readonly items: ChargeRow[] }> {
    await settleByHand(ctx, invoiceId, chargeId, data);
    return chargeService.list(ctx, invoiceId);
  },
};

type ChargeColumns = Awaited<ReturnType<typeof chargesOf>>[number];

function presentCharge(ctx: ServiceContext, row: ChargeColumns, invoice: Owned): ChargeRow {
  return {
    id: row.id,
    attempt: row.attempt,
    state: row.state,
    amountMinor: row.amountMinor,
    currency: row.currency,
    declineCode: row.declineCode,
    providerId: row.providerId,
    createdAt: iso(row.createdAt),
    sentAt: iso(row.sentAt),
    settledAt: iso(row.settledAt),
    scheduled: row.scheduled,
    asked: row.asked,
    askAt: iso(row.askAt),
    settledBy: ref(row.settledBy, row.settledByName),
    settledReason: row.settledReason,
    toldState: row.toldState,
    toldAt: iso(row.toldAt),
    abilities: { settle: can(ctx.actor, 'invoice:settle', invoice) && isSettleable(row) },
  };
}
