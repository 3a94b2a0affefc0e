import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Invoice } from '@crm/db/entities/invoice.entity';
import { Charge } from '@crm/db/entities/charge.entity';
import { database, LockMode } from '@crm/db/orm';
import { unsettledChargeStates, type ChargeOutcome } from '@crm/domain/charge/charge';
import { asksBeforeHand, askPause, visibleMs } from '@crm/domain/charge/dunning.rules';
import { DomainError } from '@crm/domain/errors';
import { balanceOf } from '@crm/domain/invoice/invoice.rules';
import type { ServiceContext } from '../context.ts';
import { recordPayment } from '../invoice/invoice-payment.ts';
import { tellRenewalOfInvoice, watchInvoice } from '../subscription/renewal.ts';
import type { ChargeOrder } from '../ports/payment-provider.ts';
import { userName } from '../user/user.queries.ts';
import { compareOutcome } from './compare-outcome.ts';

/**
 * Writes down that the money of an invoice will be tried for. Nothing is sent yet: the intent is committed first, so
 * that whatever happens then, it is known that something may have. The invoice is locked by the caller.
 * @param by whether the schedule wants it, or a person
 * @throws DomainError `invalid_transition` while another charge of it is open
 */
export async function planCharge(
  ctx: ServiceContext,
  invoice: Invoice,
  methodRef: string,
  by: 'schedule' | 'person',
): Promise<string> {
  const charges = await chargesOf(ctx, invoice.id);
  if (charges.some(({ state }) => isUnsettled(state))) {
    throw new DomainError('invalid_transition', 'Its money is being tried for. Wait until the outcome is known.', {
      current_status: 'unknown',
    });
  }
  const id = randomUUIDv7();
  await database(ctx.em)
    .insertInto('crm_charges')
    .values({
      id,
      invoiceId: invoice.id,
      attempt: charges.length + 1,
      amountMinor: balanceOf(invoice),
      currency: invoice.currency,
      methodRef,
      scheduled: by === 'schedule',
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    })
    .execute();
  return id;
}

/** The charges of invoices, of each the first one first. */
export function chargesOf(ctx: ServiceContext, ...invoiceIds: readonly string[]) {
  return database(ctx.em)
    .selectFrom('crm_charges as charge')
    .selectAll('charge')
    .select(userName('charge.settledBy').as('settledByName'))
    .where(sql<boolean>`charge.invoice_id = any(${[...invoiceIds]}::uuid[])`)
    .orderBy('charge.attempt')
    .execute();
}

/** Whether the outcome of a charge is still open. */
export function isUnsettled(state: Charge['state']): boolean {
  return unsettledChargeStates.some((open) => open === state);
}

/** Whether the provider said that it knows more of a charge than the person who recorded its outcome. */
export function isDoubted({ settledReason, askAt }: Pick<Charge, 'settledReason' | 'askAt'>): boolean {
  return settledReason !== null && askAt !== null;
}

/** What is to be done with a charge now. */
export type ChargeWork =
  | { readonly do: 'send'; readonly order: ChargeOrder }
  | { readonly do: 'ask'; readonly key: string; readonly order: ChargeOrder }
  | { readonly do: 'nothing' };

/**
 * Takes a charge up. From the moment at which it may be sent it counts as sent: whoever comes after a crash asks what
 * came of it, and sends nothing blindly. What a person settled is asked about and never sent.
 */
export async function takeUpCharge(ctx: ServiceContext, id: string): Promise<ChargeWork> {
  const charge = await lockCharge(ctx, id);
  if (!isUnsettled(charge.state) && !isDoubted(charge)) return { do: 'nothing' };
  const order = await orderOf(ctx, charge);
  if (charge.state !== 'planned') return { do: 'ask', key: id, order };
  charge.state = 'unknown';
  charge.sentAt = ctx.now;
  return { do: 'send', order };
}

/** Whether a provider that does not know a charge has had time enough to hear of it: it may be sent again. */
export async function mayResend(ctx: ServiceContext, id: string): Promise<boolean> {
  const { sentAt, state } = await lockCharge(ctx, id);
  return state === 'unknown' && sentAt !== null && ctx.now.getTime() - sentAt.getTime() >= visibleMs;
}

/**
 * Writes down what a provider proved, once: whoever hears the same again changes nothing. Money that was taken is a
 * payment of the invoice in the same transaction.
 * @throws DomainError `invalid_transition` for another amount than was asked for, which somebody must look at
 */
export async function settleCharge(ctx: ServiceContext, id: string, outcome: ChargeOutcome): Promise<void> {
  const charge = await lockCharge(ctx, id);
  if (!isUnsettled(charge.state) && (charge.settledReason === null || charge.toldState !== null)) return;
  if (outcome.amountMinor !== charge.amountMinor || outcome.currency !== charge.currency) {
    throw new DomainError('invalid_transition', 'The provider speaks of another amount than was asked for.', {
      asked_minor: charge.amountMinor,
      told_minor: outcome.amountMinor,
    });
  }
  if (charge.settledReason !== null) return compareOutcome(ctx, charge, outcome);
  charge.state = outcome.state;
  charge.providerId = outcome.providerId;
  charge.declineCode = outcome.declineCode;
  charge.settledAt = ctx.now;
  charge.askAt = null;
  await ctx.em.flush();
  if (outcome.state === 'declined') return;
  const { invoiceId, amountMinor } = charge;
  const reference = outcome.providerId;
  await recordPayment(ctx, invoiceId, { amountMinor, method: 'card', reference, note: null });
}

/** The provider did not say what came of it: it is asked again, ever less often. */
export async function askLater(ctx: ServiceContext, id: string): Promise<void> {
  const charge = await lockCharge(ctx, id);
  if (charge.state !== 'unknown' && !isDoubted(charge)) return;
  // What a person settled does not wait for ever for a provider that said it knows more, and does not say what.
  const goesOn = charge.state === 'unknown' || charge.asked < asksBeforeHand;
  charge.askAt = goesOn ? new Date(ctx.now.getTime() + askPause(charge.asked)) : null;
  charge.asked += 1;
}

/**
 * The provider says that something is known of a charge. What it says is not believed: whoever sees to it asks, at once.
 * Of what a person settled meanwhile the provider is asked too, by a run that begins anew where none is open. A key that
 * is not ours is nobody's business.
 */
export async function hearOfCharge(ctx: ServiceContext, key: string): Promise<void> {
  const charge = await ctx.em.findOne(Charge, { id: key }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (charge === null) return;
  if (charge.state === 'unknown') {
    charge.askAt = ctx.now;
    await tellRenewalOfInvoice(ctx, charge.invoiceId);
  } else if (charge.settledReason !== null && charge.toldState === null && charge.askAt === null) {
    charge.askAt = ctx.now;
    charge.asked = 0;
    await ctx.em.flush();
    await watchInvoice(ctx, charge.invoiceId);
  }
}

async function lockCharge(ctx: ServiceContext, id: string): Promise<Charge> {
  return ctx.em.findOneOrFail(Charge, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

async function orderOf(ctx: ServiceContext, charge: Charge): Promise<ChargeOrder> {
  const invoice = await database(ctx.em)
    .selectFrom('crm_invoices')
    .select('number')
    .where('id', '=', charge.invoiceId)
    .executeTakeFirstOrThrow();
  const { id: key, amountMinor, currency, methodRef } = charge;
  return { key, amountMinor, currency, methodRef, description: invoice.number ?? '' };
}
