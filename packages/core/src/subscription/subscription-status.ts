import { Subscription } from '@crm/db/entities/subscription.entity';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { openStatuses } from '@crm/domain/invoice/invoice.rules';
import { canBecome, type SubscriptionStatus, type SubscriptionStep } from '@crm/domain/subscription/subscription.rules';
import type { ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { assignChanges, openRecord, saveUpdated, type Changes } from '../record.ts';
import { tellRenewal } from './renewal.ts';
import { tellSubscription } from './subscription-timeline.ts';

type Permission =
  `subscription:${'update' | 'delete' | 'restore' | 'pause' | 'resume' | 'cancel' | 'change' | 'renew'}`;

/** A subscription to change, locked. */
export function openSubscription(ctx: ServiceContext, id: string, permission: Permission, version?: number) {
  return openRecord(ctx, Subscription, 'subscription', { id, permission, read: 'subscription:read', version });
}

/** Goes on to another status and tells it. @throws DomainError `invalid_transition` */
export async function enterStatus(
  ctx: ServiceContext,
  record: Subscription,
  to: SubscriptionStatus,
  step: SubscriptionStep,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  if (!canBecome(record.status, to)) {
    throw new DomainError('invalid_transition', `A subscription that is ${record.status} cannot become ${to}.`, {
      from: record.status,
      to,
    });
  }
  const ended = to === 'cancelled' || to === 'expired';
  const changes = assignChanges(record, { status: to, ...(ended ? { endedAt: ctx.now } : {}) });
  await saveTold(ctx, record, changes);
  await tellSubscription(ctx, record, step, facts);
  await tellRenewal(ctx, record);
}

/** Writes changes that the timeline tells in words of their own. */
export function saveTold(ctx: ServiceContext, record: Subscription, changes: Changes): Promise<void> {
  return saveUpdated(ctx, 'subscription', record, changes, Object.keys(changes));
}

/**
 * Notes that a payment is missing. For whatever asks for the money: it knows when it has tried often enough.
 * Past due or ended already, it stays as it is.
 */
export async function markPastDue(ctx: ServiceContext, id: string): Promise<void> {
  const record = await openSubscription(ctx, id, 'subscription:renew');
  if (record.status === 'active') await enterStatus(ctx, record, 'past_due', 'past_due');
}

/** Once nothing that is due is owed any more, a subscription that was past due goes on. Locked by the caller. */
export async function recoverSubscription(ctx: ServiceContext, id: string | null): Promise<void> {
  const record = id === null ? null : await ctx.em.findOne(Subscription, id);
  if (record?.status !== 'past_due') return;
  const overdue = database(ctx.em)
    .selectFrom('crm_invoices')
    .select('id')
    .where('subscriptionId', '=', record.id)
    .where('kind', '=', 'invoice')
    .where('status', 'in', openStatuses)
    .where('dueDate', '<', today(ctx))
    .limit(1);
  if (!(await overdue.executeTakeFirst())) await enterStatus(ctx, record, 'active', 'recovered');
}
