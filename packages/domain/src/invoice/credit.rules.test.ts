import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSteps } from '../money/decimal.ts';
import { lineTotals, sumTotals, type Totals } from '../money/line.ts';
import { creditableQuantity, creditLine, exceeds, isNothing } from './credit.rules.ts';

const quantity = (steps: number) => fromSteps(BigInt(steps), 3);
const terms = fc.record({
  unitPriceMinor: fc.integer({ min: -(10 ** 7), max: 10 ** 7 }),
  discountPercent: fc.integer({ min: 0, max: 10_000 }).map((steps) => fromSteps(BigInt(steps), 2)),
  taxRate: fc.integer({ min: 0, max: 100_000 }).map((steps) => fromSteps(BigInt(steps), 3)),
});
/** A line, and the parts that it is credited in. */
const cut = fc.record({ terms, parts: fc.array(fc.integer({ min: 1, max: 10 ** 5 }), { minLength: 1, maxLength: 8 }) });

function creditInParts({ terms: line, parts }: { terms: object; parts: number[] }): Totals[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  let credited = 0;
  return parts.map((part) => {
    const before = quantity(credited);
    credited += part;
    const full = { id: 'l', quantity: quantity(whole), unitPriceMinor: 0, discountPercent: '0', taxRate: '0', ...line };
    return creditLine({ ...full, creditedQuantity: before }, quantity(part));
  });
}

describe('crediting a line', () => {
  it('in three thirds gives back all of it, to the minor unit', () => {
    const line = { unitPriceMinor: 3_333, discountPercent: '12.5', taxRate: '19' };
    const parts = creditInParts({ terms: line, parts: [333, 333, 334] });
    expect(sumTotals(parts)).toEqual(lineTotals({ ...line, quantity: '1' }));
  });

  it('in whatever parts gives back all of it, and never more on the way', () => {
    fc.assert(
      fc.property(cut, ({ terms: line, parts }) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const all = lineTotals({ ...line, quantity: quantity(whole) });
        const credits = creditInParts({ terms: line, parts });
        expect(sumTotals(credits)).toEqual(all);
        const sign = line.unitPriceMinor < 0 ? -1 : 1;
        for (const credit of credits) {
          for (const part of Object.values(pickTotals(credit))) expect(part * sign).toBeGreaterThanOrEqual(0);
          expect(credit.totalMinor).toBe(credit.subtotalMinor - credit.discountMinor + credit.taxMinor);
        }
      }),
    );
  });

  it('is possible for what is left of it', () => {
    const line = { id: 'l', quantity: '2.5', unitPriceMinor: 100, discountPercent: '0', taxRate: '0' };
    expect(creditableQuantity({ ...line, creditedQuantity: '0.75' })).toBe('1.75');
    expect(isNothing(creditableQuantity({ ...line, creditedQuantity: '2.500' }))).toBe(true);
    expect(exceeds('1.751', '1.75')).toBe(true);
    expect(exceeds('1.75', '1.750')).toBe(false);
  });
});

function pickTotals({ subtotalMinor, discountMinor, taxMinor, totalMinor }: Totals): Totals {
  return { subtotalMinor, discountMinor, taxMinor, totalMinor };
}
