import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors.ts';
import { majorText, sumMinor, toMinor } from './amount.ts';
import { convert, rateDecimal } from './conversion.ts';
import { currencyCodes, decimalsOf } from './currencies.ts';
import { divideRounded, fromSteps, percent, plainDecimal, toSteps } from './decimal.ts';
import { lineTotals, quantity, sumTotals, taxesByRate, type LineTerms } from './line.ts';
import { daysIn, prorate } from './proration.ts';

const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const percentage = (places: number) => fc.bigInt({ min: 0n, max: 100n * 10n ** BigInt(places) });
const terms: fc.Arbitrary<LineTerms> = fc.record({
  quantity: fc.bigInt({ min: 0n, max: 1_000_000_000n }).map((steps) => fromSteps(steps, 3)),
  unitPriceMinor: fc.integer({ min: 0, max: 1_000_000_000 }),
  discountPercent: percentage(2).map((steps) => fromSteps(steps, 2)),
  taxRate: percentage(3).map((steps) => fromSteps(steps, 3)),
});

describe('decimals', () => {
  it('are read and written without loss', () => {
    expect(toSteps('2.5', 3)).toBe(2500n);
    expect(toSteps('-0.125', 3)).toBe(-125n);
    expect(toSteps('7.5000', 1)).toBe(75n);
    expect(fromSteps(-125n, 3)).toBe('-0.125');
    expect(plainDecimal('100.000')).toBe('100');
    expect(plainDecimal('100')).toBe('100');
    expect(quantity.parse('007.50')).toBe('7.5');
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 10 }), (steps, places) => {
        expect(toSteps(fromSteps(steps, places), places)).toBe(steps);
      }),
    );
  });

  it('are refused with more places than there are, or in another writing', () => {
    for (const text of ['1.2345', '', '1e3', '.5', '5.', ' 5', '--5', '0x10']) {
      expect(() => toSteps(text, 3)).toThrow(RangeError);
    }
    expect(['0', '2.5', '999999999.999'].map((text) => quantity.safeParse(text).success)).toEqual([true, true, true]);
    expect(['-1', '1.2345', '1000000000', '1e3'].some((text) => quantity.safeParse(text).success)).toBe(false);
    expect(['0', '99.99', '100', '100.00'].every((text) => percent(2).safeParse(text).success)).toBe(true);
    expect(['100.01', '101', '-1', '5.123'].some((text) => percent(2).safeParse(text).success)).toBe(false);
    expect(rateDecimal.safeParse('0.000').success).toBe(false);
  });

  it('round to the nearest, halves away from zero, whatever the signs', () => {
    expect([5n, -5n, 4n, 15n, -15n].map((value) => divideRounded(value, 10n))).toEqual([1n, -1n, 0n, 2n, -2n]);
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        const rounded = divideRounded(numerator, denominator);
        const off = rounded * denominator - numerator;
        expect(2n * (off < 0n ? -off : off) <= denominator).toBe(true);
        expect(divideRounded(-numerator, denominator)).toBe(-rounded);
        expect(divideRounded(numerator, -denominator)).toBe(-rounded);
      }),
    );
  });
});

describe('a line', () => {
  it('is computed as it is printed: quantity times price, less the discount, plus the tax', () => {
    const line = { quantity: '2.5', unitPriceMinor: 1_999, discountPercent: '12.5', taxRate: '20' };
    expect(lineTotals(line)).toEqual({ subtotalMinor: 4_998, discountMinor: 625, taxMinor: 875, totalMinor: 5_248 });
  });

  it('adds up, and its discount and tax are never more than what they are taken from', () => {
    fc.assert(
      fc.property(terms, (line) => {
        const { subtotalMinor, discountMinor, taxMinor, totalMinor } = lineTotals(line);
        expect(totalMinor).toBe(subtotalMinor - discountMinor + taxMinor);
        expect(discountMinor).toBeLessThanOrEqual(subtotalMinor);
        expect(taxMinor).toBeLessThanOrEqual(subtotalMinor - discountMinor);
      }),
    );
  });

  it('of a credit is the line itself with the other sign', () => {
    fc.assert(
      fc.property(terms, (line) => {
        const credit = lineTotals({ ...line, unitPriceMinor: -line.unitPriceMinor });
        const whole = lineTotals(line);
        expect(sumTotals([credit, whole])).toEqual({ subtotalMinor: 0, discountMinor: 0, taxMinor: 0, totalMinor: 0 });
      }),
    );
  });

  it('is refused when an amount would no longer be exact', () => {
    const line = { quantity: '2', unitPriceMinor: Number.MAX_SAFE_INTEGER, discountPercent: '0', taxRate: '0' };
    expect(() => lineTotals(line)).toThrow(DomainError);
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, 1])).toThrow(DomainError);
    expect(toMinor(-BigInt(Number.MAX_SAFE_INTEGER))).toBe(-Number.MAX_SAFE_INTEGER);
  });
});

describe('a document', () => {
  it('has totals that are the sums of its lines to the minor unit, also by tax rate', () => {
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 30 }), (document) => {
        const lines = document.map((line) => ({ ...lineTotals(line), taxRate: line.taxRate }));
        const totals = sumTotals(lines);
        for (const key of ['subtotalMinor', 'discountMinor', 'taxMinor', 'totalMinor'] as const) {
          expect(totals[key]).toBe(lines.reduce((sum, line) => sum + line[key], 0));
        }
        expect(totals.totalMinor).toBe(totals.subtotalMinor - totals.discountMinor + totals.taxMinor);
        const rates = taxesByRate(lines);
        expect(sumMinor(rates.map(({ taxMinor }) => taxMinor))).toBe(totals.taxMinor);
        expect(sumMinor(rates.map(({ netMinor }) => netMinor))).toBe(totals.subtotalMinor - totals.discountMinor);
      }),
    );
  });

  it('shows tax rates that are written differently as one, the highest first', () => {
    const at = (rate: string) => ({
      ...lineTotals({ quantity: '1', unitPriceMinor: 1_000, discountPercent: '0', taxRate: rate }),
      taxRate: rate,
    });
    expect(taxesByRate([at('7'), at('20'), at('20.000')])).toEqual([
      { taxRate: '20', netMinor: 2_000, taxMinor: 400 },
      { taxRate: '7', netMinor: 1_000, taxMinor: 70 },
    ]);
  });
});

describe('proration', () => {
  const june = { from: '2026-06-01', to: '2026-07-01' };

  it('goes by the days of the period', () => {
    expect(prorate(10_000, june, { from: '2026-06-21', to: '2026-07-01' })).toBe(3_333);
    expect(prorate(10_000, june, { from: '2026-05-01', to: '2026-08-01' })).toBe(10_000);
    expect(prorate(10_000, june, { from: '2026-07-01', to: '2026-08-01' })).toBe(0);
    expect(prorate(-10_000, june, { from: '2026-06-16', to: '2026-07-01' })).toBe(-5_000);
    expect(() => prorate(10_000, { from: '2026-06-01', to: '2026-06-01' }, june)).toThrow(RangeError);
  });

  it('counts the days of the calendar, through leap years and changes of the clock', () => {
    expect(daysIn({ from: '2028-02-01', to: '2028-03-01' })).toBe(29);
    expect(daysIn({ from: '2026-03-01', to: '2026-04-01' })).toBe(31);
    expect(daysIn({ from: '2026-04-01', to: '2026-03-01' })).toBe(0);
  });

  it('gives parts that differ from the whole by less than a unit together', () => {
    fc.assert(
      fc.property(amount, day, day, day, (whole, ...days) => {
        const [from = '', middle = '', to = ''] = days.toSorted();
        fc.pre(from < to);
        const parts =
          prorate(whole, { from, to }, { from, to: middle }) + prorate(whole, { from, to }, { from: middle, to });
        expect(Math.abs(parts - whole)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('currencies', () => {
  it('have the decimals of ISO 4217', () => {
    expect(['JPY', 'EUR', 'RUB', 'KWD', 'XXX'].map(decimalsOf)).toEqual([0, 2, 2, 3, null]);
    expect(currencyCodes).toHaveLength(new Set(currencyCodes).size);
  });

  it('give an amount its point without computing', () => {
    expect(majorText(123_456, 'EUR')).toBe('1234.56');
    expect(majorText(-5, 'KWD')).toBe('-0.005');
    expect(majorText(9_007_199_254_740_991, 'JPY')).toBe('9007199254740991');
    expect(() => majorText(1, 'ZZZ')).toThrow(DomainError);
  });

  it('are converted through the base, rounded once', () => {
    const eur = { currency: 'EUR', rate: '1' };
    const rub = { currency: 'RUB', rate: '0.0105' };
    const jpy = { currency: 'JPY', rate: '0.0062' };
    const kwd = { currency: 'KWD', rate: '2.8' };
    expect(convert(100_00, rub, eur)).toBe(105);
    expect(convert(1_000, jpy, eur)).toBe(620);
    expect(convert(1_000, kwd, jpy)).toBe(452);
    expect(convert(452, jpy, kwd)).toBe(1_001);
  });

  it('convert an amount into its own currency as it is', () => {
    const code = fc.constantFrom('JPY', 'EUR', 'KWD');
    const rate = fc.bigInt({ min: 1n, max: 10n ** 12n }).map((steps) => fromSteps(steps, 10));
    fc.assert(
      fc.property(amount, code, rate, (value, currency, rate) => {
        expect(convert(value, { currency, rate }, { currency, rate })).toBe(value);
      }),
    );
  });
});
