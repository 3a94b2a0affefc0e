import { z } from 'zod';
import { approver } from '../approval/approval-policy.ts';
import { extension } from '../extension.ts';
import { typeNames } from '../type-names.ts';
import { languages } from '../contact/contact.ts';
import { billingIntervals } from '../money/billing-interval.ts';
import { discountPercent, quantity, taxRate } from '../money/line.ts';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { quoteDeliveryRow } from './quote-delivery.ts';
import { quoteStatuses } from './quote-status.ts';
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

const maxLines = 200;

/**
 * A line as it is written. What is left out is filled in: from the product its description, unit, tax and interval; from
 * the price book its price and discount.
 */
export const quoteLineInput = z.strictObject({
  /** Of a line that the quote has already. A line of the quote that is not named any more is removed. */
  id: id.optional(),
  productId: id.nullable().default(null),
  /** Must be there for a line without a product. */
  description: line(500).optional(),
  quantity: quantity.default('1'),
  unit: line(30).optional(),
  /** Must be there for a line without a product. */
  unitPriceMinor: amountMinor.optional(),
  discountPercent: discountPercent.optional(),
  taxRate: taxRate.optional(),
  billingInterval: z.enum(billingIntervals).nullable().optional(),
});
export type QuoteLineInput = z.output<typeof quoteLineInput>;

/** A line with what it comes to (ADR 0007). */
export const quoteLineRow = z.object({
  id,
  productId: id.nullable(),
  description: z.string(),
  quantity: z.string(),
  unit: z.string().nullable(),
  unitPriceMinor: z.number().int(),
  /** What the price books asked for when the line was written; `null` without a product. */
  listPriceMinor: z.number().int().nullable(),
  discountPercent: z.string(),
  taxRate: z.string(),
  billingInterval: z.enum(billingIntervals).nullable(),
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
});
export type QuoteLineRow = z.output<typeof quoteLineRow>;

/** One approval that a quote needs. */
const quoteApprovalRow = z
  .object({
    policy: z.string(),
    /** What has the same number is asked at the same time; the next one after it. */
    step: z.number().int(),
    approver,
    /** Who is asked at present. */
    mayDecide: z.array(namedRef),
    decision: z.enum(['approved', 'rejected']).nullable(),
    decidedBy: namedRef.nullable(),
    decidedAt: isoDateTime.nullable(),
    comment: z.string().nullable(),
  })
  .register(typeNames, { name: 'QuoteApproval' });
export type QuoteApprovalRow = z.output<typeof quoteApprovalRow>;

const fields = {
  accountId: id,
  opportunityId: id.nullable().default(null),
  contactId: id.nullable().default(null),
  /** Take prices from this book only; by priority among all that fit when `null`. */
  pricebookId: id.nullable().default(null),
  /** Changes only together with the lines: prices are never converted silently. */
  currency,
  /** The last day on which it can be accepted. */
  validUntil: isoDate.nullable().default(null),
  /** Printed under the totals. */
  notes: prose(5_000).nullable().default(null),
  /** Of the document. */
  language: z.enum(languages).default('en'),
  assignedTo: id.nullable().optional(),
  /** All of them, in their order. */
  lines: z.array(quoteLineInput).max(maxLines).default([]),
};

/** An offer to a customer. Once it was sent it is not edited: its next revision is. */
export const quote = defineResource({
  name: 'quote',
  path: 'quotes',
  table: 'crm_quotes',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    /** Shared by all revisions: Q-2026-00001. */
    number: z.string(),
    revision: z.number().int(),
    status: z.enum(quoteStatuses),
    accountId: id,
    account: namedRef.nullable(),
    opportunityId: id.nullable(),
    opportunity: namedRef.nullable(),
    contactId: id.nullable(),
    contact: namedRef.nullable(),
    pricebookId: id.nullable(),
    currency: z.string(),
    subtotalMinor: z.number().int(),
    discountMinor: z.number().int(),
    taxMinor: z.number().int(),
    totalMinor: z.number().int(),
    validUntil: isoDate.nullable(),
    notes: z.string().nullable(),
    language: z.enum(languages),
    submittedAt: isoDateTime.nullable(),
    submittedBy: id.nullable(),
    /** Who approved or rejected it; `null` when it needed nobody's approval. */
    approverId: id.nullable(),
    approver: namedRef.nullable(),
    /** When it was approved or rejected. */
    decidedAt: isoDateTime.nullable(),
    decisionComment: z.string().nullable(),
    sentAt: isoDateTime.nullable(),
    /** When the customer accepted or declined it. */
    closedAt: isoDateTime.nullable(),
    declineReason: z.string().nullable(),
    /** The document as it was sent. */
    documentId: id.nullable(),
    lines: z.array(quoteLineRow),
    /** Of what was handed in, for those who decide on it. */
    contentHash: z.string().nullable(),
    /** Whose approval it needs, and what each said. */
    approvals: z.array(quoteApprovalRow),
    /** The times that it was handed over, the last first. */
    deliveries: z.array(quoteDeliveryRow),
    abilities: abilities(
      'update',
      'delete',
      'restore',
      'assign',
      'submit',
      'recall',
      'approve',
      'send',
      'decide',
      'revise',
    ),
  }),
  create: z.strictObject({ ...fields, ...extension.create }),
  example: { accountId: exampleId, currency: 'EUR' },
  update: z.strictObject({ ...patchOf(fields), ...extension.update }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    status: queryList(z.enum(quoteStatuses)).optional(),
    accountId: id.optional(),
    opportunityId: id.optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    number: line(40).optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'number', 'totalMinor'],
  permissions: crudPermissions('quote'),
});

export type QuoteRow = RowOf<typeof quote>;

/** A quote from a deal: who it is for, its currency and its owner come from there. */
export const quoteFromOpportunity = z.strictObject({
  ...patchOf({
    pricebookId: fields.pricebookId,
    currency: fields.currency,
    validUntil: fields.validUntil,
    notes: fields.notes,
    language: fields.language,
  }),
  lines: fields.lines,
});

/** Of the quote that was shown: a decision on another one is refused. */
const contentHash = z.hash('sha256').optional();
export const approveInput = z.strictObject({ comment: prose(2_000).optional(), contentHash });
export const rejectInput = z.strictObject({ comment: prose(2_000).min(1), contentHash });
export const declineInput = z.strictObject({ reason: line(300).optional() });
