import { z } from 'zod';
import { extension } from '../extension.ts';
import { address } from '../account/account.ts';
import { languages } from '../contact/contact.ts';
import { discountPercent, quantity, taxRate } from '../money/line.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import {
  abilities,
  amountMinor,
  currency,
  exampleId,
  id,
  isoDate,
  isoDateTime,
  line,
  namedRef,
  ownedBase,
  prose,
  queryList,
  recordBase,
  searchText,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { invoiceKinds, invoiceStatuses } from './invoice.rules.ts';

const mostLines = 200;
const defaultTermsDays = 14;
const mostTermsDays = 365;
const decimalText = z.string();

/** What a line is made of; its amounts follow by the one arithmetic. */
const invoiceLineInput = z.strictObject({
  productId: id.nullable().default(null),
  description: line(500),
  quantity: quantity.default('1'),
  unit: line(30).nullable().default(null),
  unitPriceMinor: amountMinor,
  discountPercent: discountPercent.default('0'),
  taxRate: taxRate.default('0'),
});
export type InvoiceLineInput = z.output<typeof invoiceLineInput>;

const invoiceLineRow = z.object({
  id,
  productId: id.nullable(),
  description: z.string(),
  quantity: decimalText,
  unit: z.string().nullable(),
  /** Below zero where a change of a subscription gives something back. */
  unitPriceMinor: z.number().int(),
  discountPercent: decimalText,
  taxRate: decimalText,
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
  /** Of a recurring line: the days that it is for, the last one not included. */
  periodStart: isoDate.nullable(),
  periodEnd: isoDate.nullable(),
  /** Of a credit note: the line that it credits. */
  creditedLineId: id.nullable(),
  /** How much of it credit notes have taken back. */
  creditedQuantity: decimalText,
});
export type InvoiceLineRow = z.output<typeof invoiceLineRow>;

/** How money came in; what a credit note was set off against has the credit note for its method. */
export const paymentMethods = ['bank_transfer', 'card', 'direct_debit', 'cash', 'other'] as const;
export const settlementMethods = [...paymentMethods, 'credit_note'] as const;

const paymentRow = z.object({
  id,
  /** What it settled: of a credit note that was set off, the invoice. */
  invoiceId: id,
  amountMinor: z.number().int(),
  paidOn: isoDate,
  method: z.enum(settlementMethods),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  creditNoteId: id.nullable(),
  createdAt: isoDateTime,
  createdBy: namedRef.nullable(),
});
export type PaymentRow = z.output<typeof paymentRow>;

/** To whom an invoice is addressed: taken from the account when it is issued, and kept. */
const billTo = z.object({
  name: z.string(),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
  address: address.nullable(),
});
export type BillTo = z.output<typeof billTo>;

const fields = {
  accountId: id,
  currency,
  /** Days until it is due, from the day of issue. */
  termsDays: z.number().int().min(0).max(mostTermsDays).default(defaultTermsDays),
  /** Printed under the totals. */
  notes: prose(5_000).nullable().default(null),
  /** Of the document. */
  language: z.enum(languages).default('en'),
  lines: z.array(invoiceLineInput).max(mostLines).default([]),
  assignedTo: id.nullable().optional(),
};

/** What a customer owes, or, as a credit note, is owed. A draft until it is issued; never changed after. */
export const invoice = defineResource({
  name: 'invoice',
  path: 'invoices',
  table: 'crm_invoices',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    kind: z.enum(invoiceKinds),
    /** Given when it is issued; without gaps within its kind and year. */
    number: z.string().nullable(),
    status: z.enum(invoiceStatuses),
    accountId: id,
    account: namedRef.nullable(),
    quoteId: id.nullable(),
    subscriptionId: id.nullable(),
    /** Of a credit note: the invoice that it credits. */
    creditedInvoiceId: id.nullable(),
    currency: z.string(),
    termsDays: z.number().int(),
    issueDate: isoDate.nullable(),
    dueDate: isoDate.nullable(),
    notes: z.string().nullable(),
    language: z.enum(languages),
    billTo: billTo.nullable(),
    subtotalMinor: z.number().int(),
    discountMinor: z.number().int(),
    taxMinor: z.number().int(),
    totalMinor: z.number().int(),
    paidMinor: z.number().int(),
    creditedMinor: z.number().int(),
    /** What is still owed. */
    balanceMinor: z.number().int(),
    paidAt: isoDateTime.nullable(),
    /** The reference of the last payment. */
    paymentReference: z.string().nullable(),
    voidedAt: isoDateTime.nullable(),
    /** Why it was voided, or what a credit note is for. */
    reason: z.string().nullable(),
    lines: z.array(invoiceLineRow),
    payments: z.array(paymentRow),
    abilities: abilities('update', 'delete', 'restore', 'assign', 'issue', 'pay', 'removePayment', 'credit', 'void'),
  }),
  create: z.strictObject({ ...fields, ...extension.create }),
  example: { accountId: exampleId, currency: 'EUR' },
  update: z.strictObject({ ...patchOf(fields), ...extension.update }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    kind: z.enum(invoiceKinds).optional(),
    status: queryList(z.enum(invoiceStatuses)).optional(),
    accountId: id.optional(),
    quoteId: id.optional(),
    subscriptionId: id.optional(),
    creditedInvoiceId: id.optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    issuedFrom: isoDate.optional(),
    issuedTo: isoDate.optional(),
    dueFrom: isoDate.optional(),
    dueTo: isoDate.optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'number', 'issueDate', 'dueDate', 'totalMinor'],
  permissions: crudPermissions('invoice'),
});

export type InvoiceRow = RowOf<typeof invoice>;

export const paymentInput = z.strictObject({
  amountMinor: amountMinor.min(1),
  /** Today when left out. */
  paidOn: isoDate.optional(),
  method: z.enum(paymentMethods).default('bank_transfer'),
  /** The bank's or the provider's. The same reference again is the same payment, and recorded once. */
  reference: line(140).nullable().default(null),
  note: line(500).nullable().default(null),
});
export type PaymentInput = z.output<typeof paymentInput>;

/** What to credit: so much of each line, or, without lines, all that was not credited yet. */
export const creditInput = z.strictObject({
  lines: z
    .array(z.strictObject({ lineId: id, quantity }))
    .min(1)
    .max(mostLines)
    .optional(),
  reason: line(300).nullable().default(null),
});
export type CreditInput = z.output<typeof creditInput>;

export const voidInput = z.strictObject({ reason: line(300).nullable().default(null) });
