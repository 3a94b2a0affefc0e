import fc from 'fast-check';
import type { OracleLine } from './money-oracle.ts';

/** The same cases at each run. */
export const casesSeed = 20_261_123;

/** A document to be computed: lines in one currency, and another one to tell its total in. */
export interface DocumentCase {
  readonly currency: CaseCurrency;
  readonly into: CaseCurrency;
  readonly lines: readonly OracleLine[];
}

interface CaseCurrency {
  readonly code: string;
  readonly decimals: number;
  /** What one unit is worth in the base. */
  readonly rate: string;
}

/** Minor units of 0, 2 and 3 decimals, as ISO 4217 says. */
const decimals = { JPY: 0, KRW: 0, EUR: 2, USD: 2, AED: 2, KWD: 3, OMR: 3, TND: 3 } as const;

const digits = (fewest: number, most: number, places: number) =>
  fc.tuple(fc.integer({ min: fewest, max: most }), fc.nat({ max: 10 ** places - 1 })).map(([before, after]) => {
    const text = `${before}.${String(after).padStart(places, '0')}`;
    return after === 0 ? String(before) : text.replace(/0+$/u, '');
  });

const currencies = fc
  .record({ code: fc.constantFrom('JPY', 'KRW', 'EUR', 'USD', 'AED', 'KWD', 'OMR', 'TND'), rate: digits(0, 400, 10) })
  .map(({ code, rate }) => ({ code, decimals: decimals[code], rate: rate === '0' ? '1' : rate }));

const tier = (minQuantity: fc.Arbitrary<string>) =>
  fc.record({
    minQuantity,
    unitPriceMinor: fc.integer({ min: 0, max: 10 ** 8 }),
    discountPercent: digits(0, 99, 2),
  });

/** The first tier is reached by every quantity; no two begin at the same. */
const tiers = fc
  .tuple(
    tier(fc.constant('0')),
    fc.uniqueArray(tier(digits(1, 400, 3)), { maxLength: 4, selector: ({ minQuantity }) => minQuantity }),
  )
  .map(([first, more]) => [...more, first]);

const dayMs = 86_400_000;
const day = (offset: number) => new Date(Date.UTC(2024, 0, 1) + offset * dayMs).toISOString().slice(0, 10);

/** A period of a day to a year, leap days among them, and a part of it. */
const periods = fc
  .record({
    start: fc.nat({ max: 3_000 }),
    length: fc.integer({ min: 1, max: 366 }),
    from: fc.nat(),
    to: fc.nat(),
  })
  .map(({ start, length, from, to }) => {
    const first = from % length;
    const last = first + (to % (length - first + 1));
    return {
      whole: { from: day(start), to: day(start + length) },
      part: { from: day(start + first), to: day(start + last) },
    };
  });

const lines: fc.Arbitrary<OracleLine> = fc.record({
  tiers,
  quantity: digits(0, 500, 3),
  taxRate: digits(0, 40, 3),
  period: fc.option(periods, { nil: null, freq: 2 }),
});

/** Documents of 1 to 12 lines. */
export const documentCases: fc.Arbitrary<DocumentCase> = fc.record({
  currency: currencies,
  into: currencies,
  lines: fc.array(lines, { minLength: 1, maxLength: 12 }),
});

/** The first few of the same cases, for tests that each cost more than a moment. */
export function sampleCases(count: number): readonly DocumentCase[] {
  return fc.sample(documentCases, { numRuns: count, seed: casesSeed });
}
