import { defineEntity, p } from '@mikro-orm/core';
import { languages } from '@crm/domain/contact/contact';
import { invoiceKinds, storedStatuses, type InvoiceKind } from '@crm/domain/invoice/invoice.rules';
import { settlementMethods, type BillTo } from '@crm/domain/invoice/invoice';
import { Account } from './account.entity.ts';
import {
  computedText,
  exactDecimal,
  extensionColumns,
  idOf,
  key,
  moment,
  optionalIdOf,
  ownerColumns,
  recordColumns,
  schema,
  totalsColumns,
  type OptionalId,
} from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  liveUnique,
  nullableSortIndexes,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Product } from './product.entity.ts';
import { Quote } from './quote.entity.ts';
import { Subscription } from './subscription.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'crm_invoices',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    kind: p.enum(invoiceKinds).default('invoice'),
    number: p.text().strictNullable(),
    status: p.enum(storedStatuses).default('draft'),
    accountId: () => idOf(Account),
    quoteId: () => optionalIdOf(Quote),
    subscriptionId: (): OptionalId => optionalIdOf(Subscription),
    creditedInvoiceId: (): OptionalId => optionalIdOf(Invoice),
    currency: p.text(),
    termsDays: p.integer().default(14),
    issueDate: p.date().strictNullable(),
    dueDate: p.date().strictNullable(),
    notes: p.text().strictNullable(),
    language: p.enum(languages).default('en'),
    billTo: p.json<BillTo>().strictNullable(),
    ...totalsColumns(),
    paidMinor: p.bigint('number'),
    creditedMinor: p.bigint('number'),
    paidAt: moment().strictNullable(),
    paymentReference: p.text().strictNullable(),
    voidedAt: moment().strictNullable(),
    reason: p.text().strictNullable(),
    /** The customer's name, folded: invoices are looked for by it. */
    nameNormalized: p.text(),
    searchText: computedText('lower(number)', 'name_normalized'),
  },
  indexes: [
    sortIndex('crm_invoices_created_at', 'createdAt'),
    sortIndex('crm_invoices_updated_at', 'updatedAt'),
    ...nullableSortIndexes('crm_invoices_number', 'number'),
    ...nullableSortIndexes('crm_invoices_issue_date', 'issueDate'),
    ...nullableSortIndexes('crm_invoices_due_date', 'dueDate'),
    sortIndex('crm_invoices_total_minor', 'totalMinor'),
    ...ownerIndexes('crm_invoices'),
    trashIndex('crm_invoices'),
    externalIdIndex('crm_invoices'),
    // `overdue` is `issued` or `partially_paid` with a due date that has passed.
    liveIndex('crm_invoices_status', 'status', 'dueDate', 'id'),
    liveIndex('crm_invoices_kind', 'kind', 'createdAt', 'id'),
    liveIndex('crm_invoices_account_id', 'accountId', 'createdAt', 'id'),
    liveIndex('crm_invoices_subscription_id', 'subscriptionId', 'createdAt', 'id'),
    liveIndex('crm_invoices_credited_invoice_id', 'creditedInvoiceId'),
    searchIndex('crm_invoices'),
  ],
  uniques: [
    externalIdUnique('crm_invoices'),
    { name: 'crm_invoices_number_unique', properties: ['number'] },
    // Once per quote: accepting it again finds the same invoice.
    liveUnique('crm_invoices_quote_id_unique', 'quoteId'),
  ],
  checks: [
    { name: 'crm_invoices_balance_check', expression: 'paid_minor + credited_minor <= total_minor' },
    { name: 'crm_invoices_trash_check', expression: `deleted_at is null or status = 'draft'` },
  ],
});

/** An invoice or a credit note. What was issued is kept from changes by the database itself. */
export class Invoice extends InvoiceSchema.class {}
InvoiceSchema.setClass(Invoice);

const InvoiceLineSchema = defineEntity({
  name: 'InvoiceLine',
  tableName: 'crm_invoice_lines',
  schema,
  properties: {
    id: key(),
    invoiceId: () => idOf(Invoice),
    position: p.integer(),
    productId: () => optionalIdOf(Product),
    description: p.text(),
    quantity: exactDecimal(),
    unit: p.text().strictNullable(),
    unitPriceMinor: p.bigint('number'),
    discountPercent: exactDecimal(),
    taxRate: exactDecimal(),
    ...totalsColumns(),
    periodStart: p.date().strictNullable(),
    periodEnd: p.date().strictNullable(),
    creditedLineId: (): OptionalId => optionalIdOf(InvoiceLine),
  },
  indexes: [
    { name: 'crm_invoice_lines_product_id', properties: ['productId'] },
    { name: 'crm_invoice_lines_credited_line_id', properties: ['creditedLineId'] },
  ],
  uniques: [{ name: 'crm_invoice_lines_invoice_id_position_unique', properties: ['invoiceId', 'position'] }],
});

/** A line of an invoice. It comes and goes with the draft, and stays for ever once that is issued. */
export class InvoiceLine extends InvoiceLineSchema.class {}
InvoiceLineSchema.setClass(InvoiceLine);

const PaymentSchema = defineEntity({
  name: 'Payment',
  tableName: 'crm_payments',
  schema,
  properties: {
    ...recordColumns(() => User),
    invoiceId: () => idOf(Invoice),
    amountMinor: p.bigint('number'),
    paidOn: p.date(),
    method: p.enum(settlementMethods).default('bank_transfer'),
    reference: p.text().strictNullable(),
    note: p.text().strictNullable(),
    creditNoteId: () => optionalIdOf(Invoice),
  },
  indexes: [
    liveIndex('crm_payments_invoice_id', 'invoiceId', 'createdAt'),
    liveIndex('crm_payments_credit_note_id', 'creditNoteId'),
  ],
  uniques: [liveUnique('crm_payments_reference_unique', 'invoiceId', 'reference')],
});

/** What settled a part of an invoice: money, or a credit note. */
export class Payment extends PaymentSchema.class {}
PaymentSchema.setClass(Payment);

const CounterSchema = defineEntity({
  name: 'Counter',
  tableName: 'crm_counters',
  schema,
  properties: {
    series: p.text().$type<InvoiceKind>().primary(),
    year: p.integer().primary(),
    lastValue: p.integer(),
  },
});

/** The last number of a series in a year. */
export class Counter extends CounterSchema.class {}
CounterSchema.setClass(Counter);
