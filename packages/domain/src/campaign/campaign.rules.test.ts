import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  campaignStatuses,
  conversionRate,
  costPerLead,
  foldUtm,
  nextCampaignStatuses,
  type CampaignStatus,
} from './campaign.rules.ts';

describe('the way of a campaign', () => {
  test('it is planned, runs, can pause, and ends for good', () => {
    expect(Object.fromEntries(campaignStatuses.map((status) => [status, nextCampaignStatuses(status)]))).toEqual({
      planned: ['active'],
      active: ['paused', 'finished'],
      paused: ['active', 'finished'],
      finished: [],
    });
  });

  test('from every status but the last it can still be finished', () => {
    for (const from of campaignStatuses.filter((status) => status !== 'finished')) {
      const reached = new Set<CampaignStatus>([from]);
      for (const status of reached) for (const next of nextCampaignStatuses(status)) reached.add(next);
      expect(reached.has('finished')).toBe(true);
    }
  });
});

describe('what a lead costs, and how many convert', () => {
  test('rounded to the minor unit and to four decimals', () => {
    expect(costPerLead(3, 100_00)).toBe(33_33);
    expect(conversionRate(3, 2)).toBe(0.6667);
    expect(conversionRate(4, 0)).toBe(0);
  });

  test('without leads there is neither; without a cost no cost', () => {
    expect([costPerLead(0, 500), conversionRate(0, 0), costPerLead(5, null)]).toEqual([null, null, null]);
  });

  test('a rate lies between none and all, and leads times their cost is the cost, to half a unit each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(1_000_000_000), (leads, cost) => {
        const converted = Math.floor(leads / 3);
        expect(conversionRate(leads, converted)).toBeGreaterThanOrEqual(0);
        expect(conversionRate(leads, converted)).toBeLessThanOrEqual(1);
        expect(Math.abs((costPerLead(leads, cost) ?? 0) * leads - cost)).toBeLessThanOrEqual(leads / 2);
      }),
    );
  });
});

test('a campaign’s tag in links is the same in any case', () => {
  expect(foldUtm(' Autumn-2026 ')).toBe('autumn-2026');
});
