import { sumMinor, toMinor } from './amount.ts';
import { decimal, divideRounded, percent, toSteps } from './decimal.ts';

/** Places after the point. A step of each is the smallest that can be said. */
export const quantityPlaces = 3;
export const discountPlaces = 2;
export const taxPlaces = 3;

/** The schemas of what a line is computed from, shared by products, price books, quotes and invoices. */
export const quantity = decimal(9, quantityPlaces);
export const discountPercent = percent(discountPlaces);
export const taxRate = percent(taxPlaces);

/** What a line is computed from. Decimals are text; the price is in minor units, without tax. */
export interface LineTerms {
  readonly quantity: string;
  readonly unitPriceMinor: number;
  /** Percent of the line, at most 2 places. */
  readonly discountPercent: string;
  /** Percent, at most 3 places. */
  readonly taxRate: string;
}

/** In minor units. `totalMinor` is `subtotalMinor - discountMinor + taxMinor`. */
export interface Totals {
  /** Quantity times price, before the discount. */
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

const quantityScale = 10n ** BigInt(quantityPlaces);
const discountScale = 100n * 10n ** BigInt(discountPlaces);
const taxScale = 100n * 10n ** BigInt(taxPlaces);

/**
 * The one way in which a line of a quote or an invoice is computed (ADR 0007): each amount that is shown is rounded
 * once, half away from zero, from amounts that are shown. Subtotal from quantity and price; discount from the subtotal;
 * tax, on top, from what is left.
 * @throws DomainError `validation_failed` for amounts that are too large
 */
export function lineTotals(line: LineTerms): Totals {
  const subtotal = divideRounded(toSteps(line.quantity, quantityPlaces) * BigInt(line.unitPriceMinor), quantityScale);
  const discount = divideRounded(subtotal * toSteps(line.discountPercent, discountPlaces), discountScale);
  const net = subtotal - discount;
  const tax = divideRounded(net * toSteps(line.taxRate, taxPlaces), taxScale);
  return {
    subtotalMinor: toMinor(subtotal),
    discountMinor: toMinor(discount),
    taxMinor: toMinor(tax),
    totalMinor: toMinor(net + tax),
  };
}

/** The totals of a document: each is the sum of its lines, to the minor unit. @throws DomainError as `lineTotals` */
export function sumTotals(lines: readonly Totals[]): Totals {
  return {
    subtotalMinor: sumMinor(lines.map((line) => line.subtotalMinor)),
    discountMinor: sumMinor(lines.map((line) => line.discountMinor)),
    taxMinor: sumMinor(lines.map((line) => line.taxMinor)),
    totalMinor: sumMinor(lines.map((line) => line.totalMinor)),
  };
}

/** Net and tax of each tax rate, the highest first, as the foot of a document shows them. */
export function taxesByRate(lines: readonly (Totals & { readonly taxRate: string })[]) {
  const groups = Map.groupBy(lines, ({ taxRate: rate }) => toSteps(rate, taxPlaces));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([, group]) => ({
      taxRate: group[0]?.taxRate ?? '0',
      netMinor: sumMinor(group.map((line) => line.subtotalMinor - line.discountMinor)),
      taxMinor: sumMinor(group.map((line) => line.taxMinor)),
    }));
}
