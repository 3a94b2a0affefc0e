/** What a subscription can be in. `cancelled` was ended by somebody, `expired` was not to be renewed. */
export const subscriptionStatuses = ['active', 'past_due', 'paused', 'cancelled', 'expired'] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/** From where to where. What has ended does not begin again: a new subscription does. */
const transitions: Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>> = {
  active: ['past_due', 'paused', 'cancelled', 'expired'],
  past_due: ['active', 'paused', 'cancelled', 'expired'],
  paused: ['active', 'cancelled', 'expired'],
  cancelled: [],
  expired: [],
};

export function canBecome(from: SubscriptionStatus, to: SubscriptionStatus): boolean {
  return transitions[from].includes(to);
}

/** Whether it is billed at the end of its period, and counts as recurring revenue. */
export function isRunning(status: SubscriptionStatus): boolean {
  return status === 'active' || status === 'past_due';
}

/** Whether it is over for good. */
export function hasEnded(status: SubscriptionStatus): boolean {
  return transitions[status].length === 0;
}

export interface PeriodEnd {
  readonly status: SubscriptionStatus;
  readonly autoRenew: boolean;
  /** The day on which it ends, if that was decided. */
  readonly cancelAt: string | null;
  readonly currentPeriodEnd: string;
}

/** What comes when the current period is over. */
export function atPeriodEnd(subscription: PeriodEnd): 'renew' | 'cancel' | 'expire' | 'nothing' {
  if (!isRunning(subscription.status)) return 'nothing';
  if (subscription.cancelAt !== null && subscription.cancelAt <= subscription.currentPeriodEnd) return 'cancel';
  return subscription.autoRenew ? 'renew' : 'expire';
}

/** What a subscription's timeline tells, and its account's. */
export const subscriptionSteps = [
  'started',
  'renewed',
  'changed',
  'paused',
  'resumed',
  'cancellation_planned',
  'cancellation_withdrawn',
  'cancelled',
  'expired',
  'past_due',
  'recovered',
] as const;
export type SubscriptionStep = (typeof subscriptionSteps)[number];
