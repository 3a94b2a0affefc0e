import { defineEntity, p } from '@mikro-orm/core';
import { billingIntervals } from '@crm/domain/money/billing-interval';
import { subscriptionStatuses } from '@crm/domain/subscription/subscription.rules';
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
  type OptionalId,
} from './columns.ts';
import {
  externalIdIndex,
  externalIdUnique,
  liveIndex,
  ownerIndexes,
  searchIndex,
  sortIndex,
  trashIndex,
} from './indexes.ts';
import { Invoice } from './invoice.entity.ts';
import { Pricebook } from './pricebook.entity.ts';
import { Product } from './product.entity.ts';
import { Quote, QuoteLine } from './quote.entity.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const SubscriptionSchema = defineEntity({
  name: 'Subscription',
  tableName: 'crm_subscriptions',
  schema,
  properties: {
    ...recordColumns(() => User),
    ...ownerColumns(
      () => User,
      () => Team,
    ),
    ...extensionColumns(),
    name: p.text(),
    nameNormalized: p.text(),
    accountId: () => idOf(Account),
    productId: () => optionalIdOf(Product),
    pricebookId: () => optionalIdOf(Pricebook),
    quoteId: () => optionalIdOf(Quote),
    /** The line of the quote that it came from. */
    quoteLineId: () => optionalIdOf(QuoteLine),
    status: p.enum(subscriptionStatuses).default('active'),
    currency: p.text(),
    quantity: exactDecimal(),
    unit: p.text().strictNullable(),
    unitPriceMinor: p.bigint('number'),
    discountPercent: exactDecimal(),
    taxRate: exactDecimal(),
    /** Of one period, without tax. */
    amountMinor: p.bigint('number'),
    billingInterval: p.enum(billingIntervals),
    anchorDate: p.date(),
    currentPeriodStart: p.date(),
    currentPeriodEnd: p.date(),
    autoRenew: p.boolean().default(true),
    cancelAt: p.date().strictNullable(),
    endedAt: moment().strictNullable(),
    termsDays: p.integer().default(14),
    paymentMethodRef: p.text().strictNullable(),
    searchText: computedText('name_normalized'),
  },
  indexes: [
    sortIndex('crm_subscriptions_created_at', 'createdAt'),
    sortIndex('crm_subscriptions_updated_at', 'updatedAt'),
    sortIndex('crm_subscriptions_name', 'name'),
    sortIndex('crm_subscriptions_current_period_end', 'currentPeriodEnd'),
    sortIndex('crm_subscriptions_amount_minor', 'amountMinor'),
    ...ownerIndexes('crm_subscriptions'),
    trashIndex('crm_subscriptions'),
    externalIdIndex('crm_subscriptions'),
    liveIndex('crm_subscriptions_billing_interval', 'billingInterval', 'createdAt', 'id'),
    liveIndex('crm_subscriptions_status', 'status', 'currentPeriodEnd', 'id'),
    liveIndex('crm_subscriptions_account_id', 'accountId', 'createdAt', 'id'),
    liveIndex('crm_subscriptions_product_id', 'productId', 'createdAt', 'id'),
    liveIndex('crm_subscriptions_pricebook_id', 'pricebookId'),
    liveIndex('crm_subscriptions_quote_id', 'quoteId'),
    searchIndex('crm_subscriptions'),
  ],
  // Once per recurring line of a quote.
  uniques: [
    externalIdUnique('crm_subscriptions'),
    { name: 'crm_subscriptions_quote_line_id_unique', properties: ['quoteLineId'] },
  ],
});

/** What a customer pays for in advance of each period. */
export class Subscription extends SubscriptionSchema.class {}
SubscriptionSchema.setClass(Subscription);

const SubscriptionPeriodSchema = defineEntity({
  name: 'SubscriptionPeriod',
  tableName: 'crm_subscription_periods',
  schema,
  properties: {
    id: key(),
    subscriptionId: () => idOf(Subscription),
    periodStart: p.date(),
    periodEnd: p.date(),
    invoiceId: (): OptionalId => optionalIdOf(Invoice),
    createdAt: moment(),
  },
  indexes: [{ name: 'crm_subscription_periods_invoice_id', properties: ['invoiceId'] }],
  // Billed once, whoever asks and however often.
  uniques: [{ name: 'crm_subscription_periods_start_unique', properties: ['subscriptionId', 'periodStart'] }],
});

/** A period that was billed, with its invoice. */
export class SubscriptionPeriod extends SubscriptionPeriodSchema.class {}
SubscriptionPeriodSchema.setClass(SubscriptionPeriod);
