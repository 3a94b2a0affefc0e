import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choosePrice, type PriceRule } from '../pricebook/price.rules.ts';
import { casesSeed, documentCases } from '../testing/document-cases.ts';
import {
  oracleConvert,
  oracleLine,
  oraclePrice,
  oracleSum,
  oracleTier,
  type OracleAmounts,
  type OracleLine,
} from '../testing/money-oracle.ts';
import { convert } from './conversion.ts';
import { lineTotals, sumTotals, taxesByRate, type LineTerms, type Totals } from './line.ts';
import { prorate } from './proration.ts';

const runs = 500;

it(`${runs} generated documents come to what an independent oracle says, to the minor unit (seed ${casesSeed})`, () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(documentCases, ({ currency, into, lines }) => {
      seen.add(currency.decimals);
      const computed = lines.map((line) => computeLine(line, currency.code));
      const expected = lines.map(expectLine);
      expect(computed.map(({ unitPriceMinor }) => BigInt(unitPriceMinor))).toEqual(expected.map(({ price }) => price));
      expect(computed.map(exact)).toEqual(expected.map(({ amounts }) => amounts));

      const totals = sumTotals(computed);
      const sum = oracleSum(expected.map(({ amounts }) => amounts));
      expect(exact(totals)).toEqual(sum);
      expect(sum.totalMinor).toBe(sum.subtotalMinor - sum.discountMinor + sum.taxMinor);

      for (const { taxRate, taxMinor } of taxesByRate(computed)) {
        const own = expected.filter((_, index) => sameRate(lines[index]?.taxRate, taxRate));
        expect(BigInt(taxMinor)).toBe(oracleSum(own.map(({ amounts }) => amounts)).taxMinor);
      }

      const other = oracleConvert(sum.totalMinor, currency, into);
      if (other > Number.MAX_SAFE_INTEGER) return;
      const rated = ({ code, rate }: typeof currency) => ({ currency: code, rate });
      expect(BigInt(convert(totals.totalMinor, rated(currency), rated(into)))).toBe(other);
    }),
    { numRuns: runs, seed: casesSeed },
  );
  expect(seen).toEqual(new Set([0, 2, 3]));
});

/** As quotes and invoices do it: the price of the book, prorated where only a part is billed, and the line's amounts. */
function computeLine(line: OracleLine, currency: string): LineTerms & Totals {
  const question = { currency, quantity: line.quantity, on: '2026-11-23', segment: null, pricebookId: null };
  const price = choosePrice(rulesOf(line, currency), question);
  if (price === null) throw new Error('No tier fits, though the first one begins at nothing.');
  const terms = {
    quantity: line.quantity,
    unitPriceMinor:
      line.period === null ? price.unitPriceMinor : prorate(price.unitPriceMinor, line.period.whole, line.period.part),
    discountPercent: price.discountPercent,
    taxRate: line.taxRate,
  };
  return { ...terms, ...lineTotals(terms) };
}

/** The tiers in a book of this currency, among what must not be taken: another currency's, and a book that is over. */
function rulesOf({ tiers }: OracleLine, currency: string): readonly PriceRule[] {
  const rule = (tier: OracleLine['tiers'][number], book: Partial<PriceRule>): PriceRule => ({
    ...tier,
    entryId: tier.minQuantity,
    pricebookId: 'book',
    pricebookName: 'Book',
    currency,
    isDefault: true,
    validFrom: null,
    validTo: null,
    priority: 0,
    segment: null,
    ...book,
  });
  return tiers.flatMap((tier) => [
    rule({ ...tier, unitPriceMinor: 7 }, { pricebookId: 'abroad', currency: 'CHF', priority: 9 }),
    rule({ ...tier, unitPriceMinor: 13 }, { pricebookId: 'over', validTo: '2026-11-22', priority: 9 }),
    rule(tier, {}),
  ]);
}

function expectLine(line: OracleLine): { readonly price: bigint; readonly amounts: OracleAmounts } {
  const tier = oracleTier(line);
  if (tier === undefined) throw new Error('No tier fits, though the first one begins at nothing.');
  return { price: oraclePrice(tier, line), amounts: oracleLine(line, tier) };
}

function exact({ subtotalMinor, discountMinor, taxMinor, totalMinor }: Totals): OracleAmounts {
  return {
    subtotalMinor: BigInt(subtotalMinor),
    discountMinor: BigInt(discountMinor),
    taxMinor: BigInt(taxMinor),
    totalMinor: BigInt(totalMinor),
  };
}

function sameRate(a: string | undefined, b: string): boolean {
  return Number(a) === Number(b);
}
