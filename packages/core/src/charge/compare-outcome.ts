import type { Invoice } from '@crm/db/entities/invoice.entity';
import type { Charge } from '@crm/db/entities/charge.entity';
import { database } from '@crm/db/orm';
import { unsettledChargeStates, type ChargeOutcome } from '@crm/domain/charge/charge';
import { askPause } from '@crm/domain/charge/dunning.rules';
import { balanceOf, openStatuses } from '@crm/domain/invoice/invoice.rules';
import type { ServiceContext } from '../context.ts';
import { openInvoice } from '../invoice/invoice-open.ts';
import { recordPayment } from '../invoice/invoice-payment.ts';
import { tellInvoice } from '../invoice/invoice-timeline.ts';
import { notify } from '../notification/notify.ts';
import { findAdministrators } from '../process/process-people.ts';

/**
 * What a provider proves of a charge whose outcome a person recorded stands beside the person's word, once. Another
 * outcome is told to the administrators. Money that was taken after all is booked where the invoice still owes it; where
 * it was paid otherwise, credited or voided meanwhile, it has to go back, which is for a person to see to. Money that
 * was not taken after all leaves the payment that was recorded: whoever recorded it may have had it from elsewhere.
 * The charge is locked by the caller.
 */
export async function compareOutcome(ctx: ServiceContext, charge: Charge, outcome: ChargeOutcome): Promise<void> {
  const contradicts = outcome.state !== charge.state;
  const invoice = await openInvoice(ctx, charge.invoiceId, 'invoice:settle');
  if (contradicts && outcome.state === 'succeeded' && (await isTriedFor(ctx, charge.invoiceId))) {
    // Whether it is owed is known once the other charge is settled, and nothing is booked before.
    charge.askAt = new Date(ctx.now.getTime() + askPause(charge.asked));
    return;
  }
  charge.toldState = outcome.state;
  charge.toldAt = ctx.now;
  charge.providerId = outcome.providerId;
  charge.declineCode = outcome.declineCode;
  charge.askAt = null;
  await ctx.em.flush();
  if (!contradicts) return;
  const booked = outcome.state === 'succeeded' && owes(invoice, charge.amountMinor);
  await tellInvoice(ctx, invoice, 'charge_contradicted', { outcome: outcome.state, booked });
  await notify(ctx, {
    kind: 'payment_contradicted',
    userIds: (await findAdministrators(ctx)).map(({ id }) => id),
    subject: { type: 'invoice', id: invoice.id },
    params: {},
    key: `payment_contradicted/${charge.id}`,
  });
  if (!booked) return;
  const { invoiceId, amountMinor } = charge;
  await recordPayment(ctx, invoiceId, { amountMinor, method: 'card', reference: outcome.providerId, note: null });
}

function owes(invoice: Invoice, amountMinor: number): boolean {
  return openStatuses.some((each) => each === invoice.status) && balanceOf(invoice) >= amountMinor;
}

/** Whether another charge of the invoice is open. */
async function isTriedFor(ctx: ServiceContext, invoiceId: string): Promise<boolean> {
  const open = database(ctx.em)
    .selectFrom('crm_charges')
    .select('id')
    .where('invoiceId', '=', invoiceId)
    .where('state', 'in', unsettledChargeStates);
  return (await open.executeTakeFirst()) !== undefined;
}
