import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billingIntervals } from '../money/billing-interval.ts';
import { daysIn } from '../money/proration.ts';
import { addDays, addMonths, dayOf, periodAt, periodOf, perMonth, perYear } from './periods.rules.ts';

const day = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map(dayOf);
const interval = fc.constantFrom(...billingIntervals);
const index = fc.integer({ min: 0, max: 200 });

describe('periods of a subscription', () => {
  it('end with the month where it is shorter, and come back to their day', () => {
    const starts = (anchor: string, count: number) =>
      Array.from({ length: count }, (_, at) => periodAt(anchor, 'month', at).from);
    expect(starts('2027-01-31', 5)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']);
    expect(starts('2028-01-31', 3)).toEqual(['2028-01-31', '2028-02-29', '2028-03-31']);
    expect(starts('2027-12-30', 3)).toEqual(['2027-12-30', '2028-01-30', '2028-02-29']);
  });

  it('of quarters and years', () => {
    expect(periodAt('2026-11-30', 'quarter', 1)).toEqual({ from: '2027-02-28', to: '2027-05-30' });
    expect(periodAt('2028-02-29', 'year', 0)).toEqual({ from: '2028-02-29', to: '2029-02-28' });
    expect(periodAt('2028-02-29', 'year', 4)).toEqual({ from: '2032-02-29', to: '2033-02-28' });
  });

  it('follow each other without a gap or an overlap', () => {
    fc.assert(
      fc.property(day, interval, index, (anchor, every, at) => {
        const period = periodAt(anchor, every, at);
        expect(periodAt(anchor, every, at + 1).from).toBe(period.to);
        expect(daysIn(period)).toBeGreaterThanOrEqual(28);
      }),
    );
  });

  it('start on the day of the anchor, or on the last of a month that is too short', () => {
    fc.assert(
      fc.property(day, interval, index, (anchor, every, at) => {
        const { from } = periodAt(anchor, every, at);
        const wanted = Number(anchor.slice(8));
        const isLast = addDays(from, 1).endsWith('-01');
        const got = Number(from.slice(8));
        expect(got === wanted || (isLast && got < wanted)).toBe(true);
      }),
    );
  });

  it('are found again by any of their days', () => {
    fc.assert(
      fc.property(day, interval, index, fc.nat(), (anchor, every, at, offset) => {
        const period = periodAt(anchor, every, at);
        const inside = addDays(period.from, offset % daysIn(period));
        expect(periodOf(anchor, every, inside)).toEqual(period);
      }),
    );
  });
});

describe('days', () => {
  it('are added and counted the same way, whatever a month is long', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (from, count) => {
        expect(daysIn({ from, to: addDays(from, count) })).toBe(count);
        expect(addDays(addDays(from, count), -count)).toBe(from);
      }),
    );
  });

  it('months go back as they came where the day is in each of them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (from, months) => {
        fc.pre(Number(from.slice(8)) <= 28);
        expect(addMonths(addMonths(from, months), -months)).toBe(from);
      }),
    );
  });
});

describe('recurring revenue', () => {
  it('counts a yearly subscription of 1200.00 as 100.00 a month', () => {
    expect(perMonth(perYear(120_000, 'year'))).toBe(10_000);
    expect(perMonth(perYear(30_000, 'quarter'))).toBe(10_000);
    expect(perMonth(perYear(10_000, 'month'))).toBe(10_000);
  });

  it('of a year is exact, and of a month is off by at most half a minor unit for the whole sum', () => {
    const subscription = fc.record({ amount: fc.integer({ min: 0, max: 10 ** 9 }), every: interval });
    fc.assert(
      fc.property(fc.array(subscription), (all) => {
        const year = all.reduce((sum, { amount, every }) => sum + perYear(amount, every), 0);
        expect(Number.isInteger(year)).toBe(true);
        expect(Math.abs(perMonth(year) * 12 - year)).toBeLessThanOrEqual(6);
      }),
    );
  });
});
