import { fromSteps, toSteps } from '../money/decimal.ts';
import { lineTotals, quantityPlaces, type LineTerms, type Totals } from '../money/line.ts';

/** A line of an invoice, and how much of it was taken back before. */
export interface CreditableLine extends LineTerms {
  readonly id: string;
  readonly creditedQuantity: string;
}

/** How much of a line is left to credit. */
export function creditableQuantity({ quantity, creditedQuantity }: CreditableLine): string {
  return fromSteps(toSteps(quantity, quantityPlaces) - toSteps(creditedQuantity, quantityPlaces), quantityPlaces);
}

/**
 * What crediting so much of a line comes to: what the line is with it, less what it was before. Parts of a line that are
 * rounded by themselves would not come to the line; so they do, to the minor unit, however it is cut.
 */
export function creditLine(line: CreditableLine, quantity: string): LineTerms & Totals {
  const before = toSteps(line.creditedQuantity, quantityPlaces);
  const after = before + toSteps(quantity, quantityPlaces);
  const was = lineTotals({ ...line, quantity: fromSteps(before, quantityPlaces) });
  const becomes = lineTotals({ ...line, quantity: fromSteps(after, quantityPlaces) });
  return {
    quantity,
    unitPriceMinor: line.unitPriceMinor,
    discountPercent: line.discountPercent,
    taxRate: line.taxRate,
    subtotalMinor: becomes.subtotalMinor - was.subtotalMinor,
    discountMinor: becomes.discountMinor - was.discountMinor,
    taxMinor: becomes.taxMinor - was.taxMinor,
    totalMinor: becomes.totalMinor - was.totalMinor,
  };
}

/** Whether one quantity is more than another. */
export function exceeds(quantity: string, limit: string): boolean {
  return toSteps(quantity, quantityPlaces) > toSteps(limit, quantityPlaces);
}

/** Whether a quantity is nothing. */
export function isNothing(quantity: string): boolean {
  return toSteps(quantity, quantityPlaces) === 0n;
}
