import { z } from 'zod';
import { extension } from '../extension.ts';
import { billingIntervals } from '../money/billing-interval.ts';
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
  queryList,
  recordBase,
  searchText,
  sumMinor,
} from '../scalars.ts';
import { taggedFilter, taggedRow } from '../tag/tag-ref.ts';
import { subscriptionStatuses } from './subscription.rules.ts';

const defaultTermsDays = 14;
const mostTermsDays = 365;

/** What can be changed at any time, because no invoice that was issued follows from it. */
const settings = {
  autoRenew: z.boolean().default(true),
  termsDays: z.number().int().min(0).max(mostTermsDays).default(defaultTermsDays),
  /** What the payment provider calls the way in which this customer pays. Never a card's number. */
  paymentMethodRef: line(140).nullable().default(null),
  assignedTo: id.nullable().optional(),
};

/** One period, and the invoice that it was billed with. */
const periodRow = z.object({
  periodStart: isoDate,
  periodEnd: isoDate,
  invoiceId: id.nullable(),
  invoiceNumber: z.string().nullable(),
});

/** What a customer pays for again and again, in advance of each period. */
export const subscription = defineResource({
  name: 'subscription',
  path: 'subscriptions',
  table: 'crm_subscriptions',
  row: z.object({
    ...recordBase,
    ...ownedBase,
    ...taggedRow,
    ...extension.row,
    name: z.string(),
    accountId: id,
    account: namedRef.nullable(),
    productId: id.nullable(),
    pricebookId: id.nullable(),
    quoteId: id.nullable(),
    status: z.enum(subscriptionStatuses),
    currency: z.string(),
    quantity: z.string(),
    unit: z.string().nullable(),
    unitPriceMinor: z.number().int(),
    discountPercent: z.string(),
    taxRate: z.string(),
    /** Of one period, without tax. */
    amountMinor: z.number().int(),
    billingInterval: z.enum(billingIntervals),
    /** The day that periods are reckoned from. */
    anchorDate: isoDate,
    currentPeriodStart: isoDate,
    /** The day on which the next period starts. */
    currentPeriodEnd: isoDate,
    autoRenew: z.boolean(),
    cancelAt: isoDate.nullable(),
    endedAt: isoDateTime.nullable(),
    termsDays: z.number().int(),
    paymentMethodRef: z.string().nullable(),
    periods: z.array(periodRow),
    abilities: abilities('update', 'delete', 'restore', 'assign', 'pause', 'resume', 'cancel', 'change', 'renew'),
  }),
  create: z.strictObject({
    ...settings,
    ...extension.create,
    name: line(200),
    accountId: id,
    productId: id.nullable().default(null),
    pricebookId: id.nullable().default(null),
    currency,
    quantity: quantity.default('1'),
    unit: line(30).nullable().default(null),
    unitPriceMinor: amountMinor,
    discountPercent: discountPercent.default('0'),
    taxRate: taxRate.default('0'),
    billingInterval: z.enum(billingIntervals),
  }),
  example: {
    name: 'Monitoring of 40 trucks',
    accountId: exampleId,
    currency: 'EUR',
    unitPriceMinor: 1_900,
    quantity: '40',
    billingInterval: 'month',
  },
  update: z.strictObject({ ...patchOf(settings), ...extension.update }),
  filter: z.strictObject({
    ...taggedFilter,
    ...extension.filter,
    status: queryList(z.enum(subscriptionStatuses)).optional(),
    accountId: id.optional(),
    productId: id.optional(),
    quoteId: id.optional(),
    assignedTo: queryList(id).optional(),
    teamId: queryList(id).optional(),
    billingInterval: z.enum(billingIntervals).optional(),
    periodEndFrom: isoDate.optional(),
    periodEndTo: isoDate.optional(),
    createdFrom: isoDateTime.optional(),
    createdTo: isoDateTime.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'name', 'currentPeriodEnd', 'amountMinor'],
  permissions: crudPermissions('subscription'),
});

export type SubscriptionRow = RowOf<typeof subscription>;

/** Until the end of what is paid for, unless told otherwise. */
export const cancelInput = z.strictObject({
  at: z.enum(['now', 'period_end']).default('period_end'),
  reason: line(300).nullable().default(null),
});

export type CancelInput = z.output<typeof cancelInput>;

/** The new terms; what is left out stays. The interval stays too: another one is another subscription. */
const changed = {
  quantity: quantity.optional(),
  unitPriceMinor: amountMinor.optional(),
  discountPercent: discountPercent.optional(),
  productId: id.optional(),
  /** How it is called from now on. */
  name: line(200).optional(),
};
export const changeInput = z.strictObject(changed);
export type ChangeInput = z.output<typeof changeInput>;

/** The same, as it comes in a query string. */
export const changeQuery = { ...changed, unitPriceMinor: z.coerce.number().pipe(amountMinor).optional() };

const changeLine = z.object({
  description: z.string(),
  unitPriceMinor: z.number().int(),
  taxRate: z.string(),
  subtotalMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
});

/** What a change would cost today, for the rest of the period. */
export const changePreview = z.object({
  from: isoDate,
  to: isoDate,
  currency: z.string(),
  lines: z.array(changeLine),
  /** Below zero: it becomes a credit note. */
  totalMinor: z.number().int(),
  /** Of each later period, without tax. */
  nextAmountMinor: z.number().int(),
});
export type ChangePreview = z.output<typeof changePreview>;

/** Bills the period that starts on this day, when that day has come: once, however often it is asked for. */
export const renewInput = z.strictObject({ periodStart: isoDate });

/** Recurring revenue of one currency, without tax. A year's is exact, a month's is a twelfth of it, rounded once. */
export const recurringRevenueRow = z.object({
  currency: z.string(),
  subscriptions: z.number().int(),
  mrrMinor: sumMinor,
  arrMinor: sumMinor,
});
export type RecurringRevenueRow = z.output<typeof recurringRevenueRow>;
