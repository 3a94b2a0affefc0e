import fc from 'fast-check';
import { expect, it } from 'vitest';
import { billingIntervals } from '../money/billing-interval.ts';
import type { LineTerms } from '../money/line.ts';
import { changeLines } from './change.rules.ts';
import { periodAt } from './periods.rules.ts';

/**
 * The oracle: fractions of big integers and days that are counted one by one. It shares no code with the arithmetic that
 * it judges, but for the way in which the cases are told.
 */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const decimal = (text: string): Fraction => {
  const [whole = '', places = ''] = text.split('.');
  return { over: BigInt(`${whole}${places}`), under: 10n ** BigInt(places.length) };
};
const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const whole = (amount: number | bigint): Fraction => ({ over: BigInt(amount), under: 1n });
const share = (percent: string) => times(decimal(percent), { over: 1n, under: 100n });

/** To the nearest, halves away from zero: as one does it by hand, from the remainder. */
function round({ over, under }: Fraction): bigint {
  const size = over < 0n ? -over : over;
  const rest = size % under;
  const up = rest * 2n >= under ? 1n : 0n;
  const rounded = size / under + up;
  return over < 0n ? -rounded : rounded;
}

function countDays(from: string, to: string): bigint {
  const day = new Date(`${from}T00:00:00Z`);
  let count = 0n;
  while (day.toISOString().slice(0, 10) < to) {
    day.setUTCDate(day.getUTCDate() + 1);
    count += 1n;
  }
  return count;
}

function expectedTotal(terms: LineTerms, sign: bigint, period: { from: string; to: string }, day: string): bigint {
  const subtotal = round(times(decimal(terms.quantity), whole(terms.unitPriceMinor)));
  const net = subtotal - round(times(whole(subtotal), share(terms.discountPercent)));
  const part = { over: countDays(day, period.to), under: countDays(period.from, period.to) };
  const price = round(times(whole(sign * net), part));
  return price + round(times(whole(price), share(terms.taxRate)));
}

const digits = (most: number, places: number) =>
  fc.tuple(fc.nat({ max: most }), fc.nat({ max: 10 ** places - 1 })).map(([before, after]) => {
    const text = `${before}.${String(after).padStart(places, '0')}`;
    return after === 0 ? String(before) : text;
  });
const terms: fc.Arbitrary<LineTerms> = fc.record({
  quantity: digits(2_000, 3),
  unitPriceMinor: fc.integer({ min: 0, max: 10 ** 8 }),
  discountPercent: digits(99, 2),
  taxRate: digits(30, 3),
});
const anchors = fc.tuple(
  fc.integer({ min: 2024, max: 2032 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 31 }),
);

it('prorates 500 generated changes to the minor unit as an independent oracle does', () => {
  fc.assert(
    fc.property(
      anchors,
      fc.constantFrom(...billingIntervals),
      fc.nat({ max: 30 }),
      fc.nat(),
      terms,
      terms,
      ([year, month, date], every, index, offset, before, after) => {
        const anchor = new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
        const period = periodAt(anchor, every, index);
        const start = new Date(`${period.from}T00:00:00Z`);
        start.setUTCDate(start.getUTCDate() + (offset % Number(countDays(period.from, period.to))));
        const day = start.toISOString().slice(0, 10);
        const { credit, charge, totals } = changeLines(before, after, period, day);
        const back = expectedTotal(before, -1n, period, day);
        const cost = expectedTotal(after, 1n, period, day);
        expect([BigInt(credit.totalMinor), BigInt(charge.totalMinor)]).toEqual([back, cost]);
        expect(BigInt(totals.totalMinor)).toBe(back + cost);
      },
    ),
    { numRuns: 500, seed: 20_261_122 },
  );
});
