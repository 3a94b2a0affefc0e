import { lineTotals, sumTotals, type LineTerms, type Totals } from '../money/line.ts';
import { prorate, type Period } from '../money/proration.ts';

/** Two lines for what is left of a period: what the old terms give back, and what the new ones cost. */
export interface ChangeLines {
  readonly credit: LineTerms & Totals;
  readonly charge: LineTerms & Totals;
  readonly totals: Totals;
  /** The days that both are for. */
  readonly part: Period;
}

/**
 * What a change costs for the rest of a period that was billed in advance. Each line is one piece at the prorated price
 * of the whole period after discount, taxed as the terms say, so that the amounts are those of any other line.
 * @param day the first day of the new terms; before the period it counts as its first day
 */
export function changeLines(before: LineTerms, after: LineTerms, period: Period, day: string): ChangeLines {
  const part = { from: day > period.from ? day : period.from, to: period.to };
  const credit = partLine(before, -1, period, part);
  const charge = partLine(after, 1, period, part);
  return { credit, charge, totals: sumTotals([credit, charge]), part };
}

/** A period's price before tax: what recurs. */
export function netOf(terms: LineTerms): number {
  const { subtotalMinor, discountMinor } = lineTotals(terms);
  return subtotalMinor - discountMinor;
}

function partLine(terms: LineTerms, sign: 1 | -1, period: Period, part: Period): LineTerms & Totals {
  const line = {
    quantity: '1',
    unitPriceMinor: prorate(sign * netOf(terms), period, part),
    discountPercent: '0',
    taxRate: terms.taxRate,
  };
  return { ...line, ...lineTotals(line) };
}

/** The same line seen from the other side: what an invoice charges, a credit note gives. */
export function opposite<L extends LineTerms & Totals>(line: L): L {
  return {
    ...line,
    unitPriceMinor: negate(line.unitPriceMinor),
    subtotalMinor: negate(line.subtotalMinor),
    discountMinor: negate(line.discountMinor),
    taxMinor: negate(line.taxMinor),
    totalMinor: negate(line.totalMinor),
  };
}

/** Without the zero below zero, which JSON does not know and comparisons do. */
function negate(amountMinor: number): number {
  return amountMinor === 0 ? 0 : -amountMinor;
}
