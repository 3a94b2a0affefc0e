import type { Subscription } from '@crm/db/entities/subscription.entity';
import type { SubscriptionStep } from '@crm/domain/subscription/subscription.rules';
import type { ServiceContext } from '../context.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';

/** Tells a step on the subscription's timeline, and on that of its account without what it costs (as `tellInvoice`). */
export async function tellSubscription(
  ctx: ServiceContext,
  subscription: Subscription,
  step: SubscriptionStep,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const named = { step, name: subscription.name };
  const source = { type: 'subscription', id: subscription.id };
  await recordTimeline(
    ctx,
    { subject: { type: 'subscription', id: subscription.id }, kind: 'subscription', payload: { ...named, ...facts } },
    { subject: { type: 'account', id: subscription.accountId }, kind: 'subscription', payload: named, source },
  );
}
