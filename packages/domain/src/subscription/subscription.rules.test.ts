import { describe, expect, it } from 'vitest';
import { atPeriodEnd, canBecome, isRunning, subscriptionStatuses, type PeriodEnd } from './subscription.rules.ts';

const next = (from: (typeof subscriptionStatuses)[number]) => subscriptionStatuses.filter((to) => canBecome(from, to));

describe('a subscription', () => {
  it('that has ended stays ended', () => {
    expect(next('cancelled')).toEqual([]);
    expect(next('expired')).toEqual([]);
  });

  it('can be cancelled as long as it has not ended, and comes back from a pause or a debt', () => {
    for (const from of ['active', 'past_due', 'paused'] as const) expect(next(from)).toContain('cancelled');
    expect(next('past_due')).toContain('active');
    expect(next('paused')).toEqual(['active', 'cancelled', 'expired']);
  });

  it('never becomes what it is', () => {
    for (const status of subscriptionStatuses) expect(canBecome(status, status)).toBe(false);
  });

  it('counts as running while it is billed, also when a payment is missing', () => {
    expect(subscriptionStatuses.filter(isRunning)).toEqual(['active', 'past_due']);
  });
});

describe('at the end of a period', () => {
  const running: PeriodEnd = { status: 'active', autoRenew: true, cancelAt: null, currentPeriodEnd: '2027-02-28' };

  it('a subscription is renewed, unless it was cancelled for then or is not to be renewed', () => {
    expect(atPeriodEnd(running)).toBe('renew');
    expect(atPeriodEnd({ ...running, status: 'past_due' })).toBe('renew');
    expect(atPeriodEnd({ ...running, autoRenew: false })).toBe('expire');
    expect(atPeriodEnd({ ...running, cancelAt: '2027-02-28' })).toBe('cancel');
    expect(atPeriodEnd({ ...running, cancelAt: '2027-02-28', autoRenew: false })).toBe('cancel');
    expect(atPeriodEnd({ ...running, cancelAt: '2027-03-31' })).toBe('renew');
  });

  it('nothing comes of one that is paused or over', () => {
    for (const status of ['paused', 'cancelled', 'expired'] as const) {
      expect(atPeriodEnd({ ...running, status })).toBe('nothing');
    }
  });
});
