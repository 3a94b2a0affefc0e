import { randomUUIDv7 } from 'node:crypto';
import { Invoice } from '@crm/db/entities/invoice.entity';
import { database, LockMode, type FilterQuery } from '@crm/db/orm';
import { balanceOf, openStatuses, settledStatus, type InvoiceKind } from '@crm/domain/invoice/invoice.rules';
import { refuseWhileCharging } from '../charge/refuse-while-charging.ts';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { tellRenewalOfInvoice } from '../subscription/renewal.ts';
import { assignChanges, newRecord, saveUpdated } from '../record.ts';

/** Writes what was settled, and the status that follows. */
export async function settle(
  ctx: ServiceContext,
  record: Invoice,
  settled: Partial<Pick<Invoice, 'paidMinor' | 'creditedMinor' | 'paymentReference'>>,
): Promise<void> {
  const { paidMinor = record.paidMinor, creditedMinor = record.creditedMinor } = settled;
  const status = settledStatus({ totalMinor: record.totalMinor, paidMinor, creditedMinor });
  const changes = assignChanges(record, {
    ...settled,
    status,
    paidAt: status === 'paid' ? (record.paidAt ?? ctx.now) : null,
  });
  await saveUpdated(ctx, 'invoice', record, changes, Object.keys(changes));
  await tellRenewalOfInvoice(ctx, record.id);
}

/**
 * Sets a credit note off against an invoice, as far as both reach: the one owes less, the other gives less. Both are
 * locked by the caller.
 * @returns how much
 * @throws DomainError `invalid_transition` while the money of the invoice is being tried for
 */
export async function setOff(ctx: ServiceContext, creditNote: Invoice, record: Invoice): Promise<number> {
  const amountMinor = Math.min(balanceOf(creditNote), balanceOf(record));
  if (amountMinor === 0) return 0;
  await refuseWhileCharging(ctx, record.id);
  await database(ctx.em)
    .insertInto('crm_payments')
    .values({
      ...newRecord(ctx, randomUUIDv7()),
      invoiceId: record.id,
      creditNoteId: creditNote.id,
      amountMinor,
      paidOn: today(ctx),
      method: 'credit_note',
      reference: creditNote.number,
    })
    .execute();
  await settle(ctx, record, { creditedMinor: record.creditedMinor + amountMinor });
  await settle(ctx, creditNote, { creditedMinor: creditNote.creditedMinor + amountMinor });
  return amountMinor;
}

/**
 * What is open of a subscription, the oldest first, locked. Locks come in one order, so that nobody waits in a circle:
 * the subscription, its invoices, and the number last.
 */
export function lockOpen(ctx: ServiceContext, subscriptionId: string, kind: InvoiceKind): Promise<Invoice[]> {
  const where: FilterQuery<Invoice> = { subscriptionId, kind, status: { $in: [...openStatuses] }, deletedAt: null };
  return ctx.em.find(Invoice, where, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });
}
