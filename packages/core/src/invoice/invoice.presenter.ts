import type { Actor } from '@crm/domain/actor';
import { invoice, type InvoiceRow } from '@crm/domain/invoice/invoice';
import { balanceOf, canDo, type InvoiceAct } from '@crm/domain/invoice/invoice.rules';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { InvoiceColumns } from './invoice.queries.ts';

export function presentInvoice(row: InvoiceColumns, actor: Actor): InvoiceRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    kind: row.kind,
    number: row.number,
    status: row.overdue ? 'overdue' : row.status,
    accountId: row.accountId,
    account: row.accountName === null ? null : ref(row.accountId, row.accountName),
    quoteId: row.quoteId,
    subscriptionId: row.subscriptionId,
    creditedInvoiceId: row.creditedInvoiceId,
    currency: row.currency,
    termsDays: row.termsDays,
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    notes: row.notes,
    language: row.language,
    billTo: row.billTo,
    subtotalMinor: row.subtotalMinor,
    discountMinor: row.discountMinor,
    taxMinor: row.taxMinor,
    totalMinor: row.totalMinor,
    paidMinor: row.paidMinor,
    creditedMinor: row.creditedMinor,
    // A draft is not owed yet, and what is void never will be.
    balanceMinor: row.status === 'draft' || row.status === 'void' ? 0 : balanceOf(row),
    paidAt: iso(row.paidAt),
    paymentReference: row.paymentReference,
    voidedAt: iso(row.voidedAt),
    reason: row.reason,
    lines: row.lines,
    payments: row.payments.map((payment) => ({ ...payment, createdAt: iso(new Date(payment.createdAt)) })),
    abilities: invoiceAbilities(row, actor),
  };
}

function invoiceAbilities(row: InvoiceColumns, actor: Actor): InvoiceRow['abilities'] {
  const usual = recordAbilities(actor, row, invoice.permissions);
  const live = row.deletedAt === null;
  const may = (act: Exclude<InvoiceAct, 'update' | 'delete'>) =>
    live && canDo(act, row) && can(actor, `invoice:${act}`, row);
  return {
    update: usual.update && canDo('update', row),
    delete: usual.delete && canDo('delete', row),
    restore: usual.restore,
    assign: live && can(actor, 'invoice:assign', row),
    issue: may('issue'),
    pay: may('pay'),
    // Also of an invoice that is paid: that is when a bank takes a payment back.
    removePayment: live && can(actor, 'invoice:pay', row),
    credit: may('credit'),
    void: may('void'),
  };
}
