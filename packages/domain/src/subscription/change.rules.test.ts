import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billingIntervals } from '../money/billing-interval.ts';
import { fromSteps } from '../money/decimal.ts';
import { lineTotals, type LineTerms } from '../money/line.ts';
import { daysIn } from '../money/proration.ts';
import { changeLines, netOf, opposite } from './change.rules.ts';
import { addDays, dayOf, periodAt } from './periods.rules.ts';

const terms: fc.Arbitrary<LineTerms> = fc.record({
  quantity: fc.integer({ min: 0, max: 10 ** 6 }).map((steps) => fromSteps(BigInt(steps), 3)),
  unitPriceMinor: fc.integer({ min: 0, max: 10 ** 8 }),
  discountPercent: fc.integer({ min: 0, max: 10_000 }).map((steps) => fromSteps(BigInt(steps), 2)),
  taxRate: fc.integer({ min: 0, max: 30_000 }).map((steps) => fromSteps(BigInt(steps), 3)),
});
const period = fc
  .tuple(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }),
    fc.constantFrom(...billingIntervals),
    fc.nat({ max: 100 }),
  )
  .map(([anchor, every, index]) => periodAt(dayOf(anchor), every, index));

describe('a change in the middle of a period', () => {
  const monthly = { quantity: '10', unitPriceMinor: 3_000, discountPercent: '0', taxRate: '20' };
  const november = { from: '2026-11-01', to: '2026-12-01' };

  it('gives back and charges for the days that are left', () => {
    const { credit, charge, totals, part } = changeLines(
      monthly,
      { ...monthly, quantity: '15' },
      november,
      '2026-11-21',
    );
    expect(part).toEqual({ from: '2026-11-21', to: '2026-12-01' });
    expect(credit).toMatchObject({ unitPriceMinor: -10_000, taxMinor: -2_000, totalMinor: -12_000 });
    expect(charge).toMatchObject({ unitPriceMinor: 15_000, taxMinor: 3_000, totalMinor: 18_000 });
    expect(totals.totalMinor).toBe(6_000);
  });

  it('to the same terms costs nothing, whatever the day', () => {
    fc.assert(
      fc.property(terms, period, fc.nat(), (same, whole, offset) => {
        const day = addDays(whole.from, offset % (daysIn(whole) + 1));
        expect(changeLines(same, same, whole, day).totals.totalMinor).toBe(0);
      }),
    );
  });

  it('on its first day costs the difference of two whole periods, and on its last day nothing', () => {
    fc.assert(
      fc.property(terms, terms, period, (before, after, whole) => {
        const first = changeLines(before, after, whole, whole.from);
        const net = (amount: number, taxRate: string) =>
          lineTotals({ quantity: '1', unitPriceMinor: amount, discountPercent: '0', taxRate }).totalMinor;
        expect(first.totals.totalMinor).toBe(net(netOf(after), after.taxRate) - net(netOf(before), before.taxRate));
        expect(changeLines(before, after, whole, whole.to).totals.totalMinor).toBe(0);
      }),
    );
  });

  it('never charges more than the whole period, and less as the days go by', () => {
    fc.assert(
      fc.property(terms, terms, period, fc.nat(), (before, after, whole, offset) => {
        const day = addDays(whole.from, offset % daysIn(whole));
        const now = changeLines(before, after, whole, day).charge;
        const tomorrow = changeLines(before, after, whole, addDays(day, 1)).charge;
        expect(now.subtotalMinor).toBeLessThanOrEqual(netOf(after));
        expect(tomorrow.subtotalMinor).toBeLessThanOrEqual(now.subtotalMinor);
      }),
    );
  });

  it('back and forth on one day comes to nothing', () => {
    fc.assert(
      fc.property(terms, terms, period, fc.nat(), (before, after, whole, offset) => {
        const day = addDays(whole.from, offset % daysIn(whole));
        const there = changeLines(before, after, whole, day).totals.totalMinor;
        const back = changeLines(after, before, whole, day).totals.totalMinor;
        expect(there + back).toBe(0);
      }),
    );
  });

  it('seen from the other side has every amount turned round, and the arithmetic agrees', () => {
    fc.assert(
      fc.property(terms, terms, period, (before, after, whole) => {
        const { credit, charge } = changeLines(before, after, whole, whole.from);
        for (const line of [credit, charge]) {
          const turned = opposite(line);
          expect(turned).toMatchObject(lineTotals(turned));
          expect(turned.totalMinor + line.totalMinor).toBe(0);
        }
      }),
    );
  });
});
