import type { Actor } from '@crm/domain/actor';
import { plainDecimal } from '@crm/domain/money/decimal';
import { subscription, type SubscriptionRow } from '@crm/domain/subscription/subscription';
import { hasEnded, isRunning } from '@crm/domain/subscription/subscription.rules';
import { can } from '../policy.ts';
import { iso, presentExtension, presentOwner, presentRecord, recordAbilities, ref } from '../present.ts';
import type { SubscriptionColumns } from './subscription.queries.ts';

export function presentSubscription(row: SubscriptionColumns, actor: Actor): SubscriptionRow {
  return {
    ...presentRecord(row),
    ...presentOwner(row),
    tags: row.tags,
    ...presentExtension(row),
    name: row.name,
    accountId: row.accountId,
    account: row.accountName === null ? null : ref(row.accountId, row.accountName),
    productId: row.productId,
    pricebookId: row.pricebookId,
    quoteId: row.quoteId,
    status: row.status,
    currency: row.currency,
    quantity: plainDecimal(row.quantity),
    unit: row.unit,
    unitPriceMinor: row.unitPriceMinor,
    discountPercent: plainDecimal(row.discountPercent),
    taxRate: plainDecimal(row.taxRate),
    amountMinor: row.amountMinor,
    billingInterval: row.billingInterval,
    anchorDate: row.anchorDate,
    currentPeriodStart: row.currentPeriodStart,
    currentPeriodEnd: row.currentPeriodEnd,
    autoRenew: row.autoRenew,
    cancelAt: row.cancelAt,
    endedAt: iso(row.endedAt),
    termsDays: row.termsDays,
    paymentMethodRef: row.paymentMethodRef,
    periods: row.periods,
    abilities: subscriptionAbilities(row, actor),
  };
}

function subscriptionAbilities(row: SubscriptionColumns, actor: Actor): SubscriptionRow['abilities'] {
  const usual = recordAbilities(actor, row, subscription.permissions);
  const live = row.deletedAt === null;
  const running = live && isRunning(row.status);
  const ended = hasEnded(row.status);
  return {
    update: usual.update && !ended,
    delete: usual.delete && ended,
    restore: usual.restore,
    assign: live && can(actor, 'subscription:assign', row),
    pause: running && can(actor, 'subscription:pause', row),
    resume: live && canResume(row) && can(actor, 'subscription:resume', row),
    cancel: live && !ended && can(actor, 'subscription:cancel', row),
    change: running && can(actor, 'subscription:change', row),
    renew: running && can(actor, 'subscription:renew', row),
  };
}

function canResume(row: SubscriptionColumns): boolean {
  return row.status === 'paused' || (isRunning(row.status) && row.cancelAt !== null);
}
