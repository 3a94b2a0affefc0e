import { randomUUIDv7 } from 'node:crypto';
import type { Invoice } from '@crm/db/entities/invoice.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields, refuseUnknown } from '@crm/domain/errors';
import type { PaymentInput } from '@crm/domain/invoice/invoice';
import { balanceOf } from '@crm/domain/invoice/invoice.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { newRecord } from '../record.ts';
import { refuseWhileCharging } from '../charge/refuse-while-charging.ts';
import { recoverSubscription } from '../subscription/subscription-status.ts';
import { openInvoice } from './invoice-open.ts';
import { refuseAct } from './invoice-issue.ts';
import { settle } from './invoice-settle.ts';
import { tellInvoice } from './invoice-timeline.ts';

/**
 * Records money that came in; for a credit note, money that went back. The invoice is locked meanwhile, so payments at
 * the same time take turns and never come to more than is owed. The same reference again is the same payment.
 * @throws DomainError `overpayment`, `invalid_transition`, `duplicate` for a reference with another amount
 */
export async function recordPayment(
  ctx: ServiceContext,
  id: string,
  data: PaymentInput,
  version?: number,
): Promise<void> {
  const record = await openInvoice(ctx, id, 'invoice:pay', version);
  const paidOn = data.paidOn ?? today(ctx);
  if (await isRecorded(ctx, record, data)) return;
  if (record.status !== 'paid') refuseAct(record, 'pay');
  await refuseWhileCharging(ctx, id);
  refuseOverpayment(record, data.amountMinor);
  refuseFuture(ctx, paidOn);
  await database(ctx.em)
    .insertInto('crm_payments')
    .values({ ...newRecord(ctx, randomUUIDv7()), ...data, invoiceId: id, paidOn, creditNoteId: null })
    .execute();
  await settle(ctx, record, {
    paidMinor: record.paidMinor + data.amountMinor,
    paymentReference: data.reference ?? record.paymentReference,
  });
  await tellPayment(ctx, record, 'payment', { ...data, paidOn });
  await recoverSubscription(ctx, record.subscriptionId);
}

/** Takes a payment back that was recorded by mistake, or that the bank returned. What was set off stays. */
export async function removePayment(
  ctx: ServiceContext,
  id: string,
  paymentId: string,
  version?: number,
): Promise<void> {
  const record = await openInvoice(ctx, id, 'invoice:pay', version);
  const removed = await database(ctx.em)
    .updateTable('crm_payments')
    .set({ deletedAt: ctx.now, updatedAt: ctx.now, updatedBy: ctx.actor.id })
    .where('id', '=', paymentId)
    .where('invoiceId', '=', id)
    .where('method', '!=', 'credit_note')
    .where('deletedAt', 'is', null)
    .returning(['amountMinor', 'paidOn', 'method', 'reference'])
    .executeTakeFirst();
  if (!removed) throw refuseUnknown('payment', paymentId);
  await settle(ctx, record, { paidMinor: record.paidMinor - removed.amountMinor });
  await tellPayment(ctx, record, 'payment_removed', removed);
}

interface Told {
  readonly amountMinor: number;
  readonly paidOn: string;
  readonly method: string;
  readonly reference: string | null;
}

function tellPayment(
  ctx: ServiceContext,
  record: Invoice,
  step: 'payment' | 'payment_removed',
  { amountMinor, paidOn, method, reference }: Told,
) {
  return tellInvoice(ctx, record, step, { amountMinor, paidOn, method, reference, balanceMinor: balanceOf(record) });
}

async function isRecorded(ctx: ServiceContext, { id, currency }: Invoice, data: PaymentInput): Promise<boolean> {
  const known = data.reference === null ? undefined : await findByReference(ctx, id, data.reference);
  if (!known) return false;
  if (known.amountMinor === data.amountMinor) return true;
  throw new DomainError('duplicate', 'A payment of another amount has this reference already.', {
    ...refuseFields([{ field: 'reference', code: 'duplicate', message: 'Taken by another payment.' }]).details,
    existing: { id: known.id, amount_minor: known.amountMinor, currency },
  });
}

function findByReference(ctx: ServiceContext, invoiceId: string, reference: string) {
  return database(ctx.em)
    .selectFrom('crm_payments')
    .select(['id', 'amountMinor'])
    .where('invoiceId', '=', invoiceId)
    .where('reference', '=', reference)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
}

function refuseOverpayment(record: Invoice, amountMinor: number): void {
  const balance = balanceOf(record);
  if (amountMinor <= balance) return;
  throw new DomainError('overpayment', 'This is more than is still owed. Record at most the balance.', {
    balance_minor: balance,
    currency: record.currency,
    issues: [{ field: 'amountMinor', code: 'overpayment', message: `At most ${balance} minor units are owed.` }],
  });
}

function refuseFuture(ctx: ServiceContext, paidOn: string): void {
  if (paidOn <= today(ctx)) return;
  throw refuseFields([{ field: 'paidOn', code: 'in_future', message: 'Money that came in did so by today.' }]);
}
