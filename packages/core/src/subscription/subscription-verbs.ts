import type { Subscription } from '@crm/db/entities/subscription.entity';
import { DomainError } from '@crm/domain/errors';
import { periodAt } from '@crm/domain/subscription/periods.rules';
import type { CancelInput } from '@crm/domain/subscription/subscription';
import { atPeriodEnd, hasEnded, isRunning } from '@crm/domain/subscription/subscription.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { assignChanges } from '../record.ts';
import { tellRenewal } from './renewal.ts';
import { billPeriod, periodColumns } from './subscription-period.ts';
import { enterStatus, openSubscription, saveTold } from './subscription-status.ts';
import { tellSubscription } from './subscription-timeline.ts';

/** Stops the billing. The period that is paid for stays paid for. */
export async function pauseSubscription(ctx: ServiceContext, id: string, version?: number): Promise<void> {
  await enterStatus(ctx, await openSubscription(ctx, id, 'subscription:pause', version), 'paused', 'paused');
}

/**
 * Goes on after a pause, or takes back a cancellation that is still to come. After a pause that was longer than what was
 * paid for, a new period starts today, and the later ones are reckoned from it; unless the subscription was to end by
 * then.
 */
export async function resumeSubscription(ctx: ServiceContext, id: string, version?: number): Promise<void> {
  const record = await openSubscription(ctx, id, 'subscription:resume', version);
  if (isRunning(record.status) && record.cancelAt !== null) {
    await saveTold(ctx, record, assignChanges(record, { cancelAt: null }));
    await tellRenewal(ctx, record);
    return tellSubscription(ctx, record, 'cancellation_withdrawn');
  }
  if (record.status !== 'paused') {
    throw new DomainError('invalid_transition', 'Only what is paused, or cancelled for later, can be resumed.', {
      current_status: record.status,
    });
  }
  if (record.currentPeriodEnd > today(ctx)) return enterStatus(ctx, record, 'active', 'resumed');
  const { autoRenew, cancelAt, currentPeriodEnd } = record;
  const next = atPeriodEnd({ status: 'active', autoRenew, cancelAt, currentPeriodEnd });
  if (next === 'cancel') return enterStatus(ctx, record, 'cancelled', 'cancelled');
  if (next === 'expire') return enterStatus(ctx, record, 'expired', 'expired');
  return startAnew(ctx, record);
}

async function startAnew(ctx: ServiceContext, record: Subscription): Promise<void> {
  const day = today(ctx);
  const period = periodAt(day, record.billingInterval, 0);
  await saveTold(ctx, record, assignChanges(record, { anchorDate: day, ...periodColumns(period) }));
  await enterStatus(ctx, record, 'active', 'resumed', { ...period });
  await billPeriod(ctx, record, period);
}

/**
 * Ends a subscription: now, or when what is paid for is over. Nothing is given back for days that are left; a credit
 * note does that where it was agreed.
 */
export async function cancelSubscription(
  ctx: ServiceContext,
  id: string,
  { at, reason }: CancelInput,
  version?: number,
): Promise<void> {
  const record = await openSubscription(ctx, id, 'subscription:cancel', version);
  const day = today(ctx);
  if (at === 'now' || hasEnded(record.status) || record.currentPeriodEnd <= day) {
    await enterStatus(ctx, record, 'cancelled', 'cancelled', { reason });
    return saveTold(ctx, record, assignChanges(record, { cancelAt: day }));
  }
  const changes = assignChanges(record, { cancelAt: record.currentPeriodEnd });
  if (Object.keys(changes).length === 0) return;
  await saveTold(ctx, record, changes);
  await tellRenewal(ctx, record);
  await tellSubscription(ctx, record, 'cancellation_planned', { at: record.cancelAt, reason });
}
