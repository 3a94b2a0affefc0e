import { quantityPlaces } from '../money/line.ts';
import { toSteps } from '../money/decimal.ts';

/** A price of a book with what decides whether it is taken. */
export interface PriceRule {
  readonly entryId: string;
  readonly pricebookId: string;
  readonly pricebookName: string;
  readonly currency: string;
  readonly isDefault: boolean;
  /** First and last day; open when `null`. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly priority: number;
  readonly segment: string | null;
  readonly minQuantity: string;
  readonly unitPriceMinor: number;
  readonly discountPercent: string;
}

export interface PriceQuestion {
  readonly currency: string;
  readonly quantity: string;
  /** A calendar day. */
  readonly on: string;
  readonly segment: string | null;
  /** Only this book, whatever segment it is for. */
  readonly pricebookId: string | null;
}

/**
 * The price that holds for one product: from the book of the highest priority; among equals from the one for this
 * segment, then from the default, then from the older one; in the book from the greatest tier that the quantity reaches.
 * @returns `null` when no book has a price: it is for the caller to refuse, never to convert another currency's
 */
export function choosePrice(rules: readonly PriceRule[], question: PriceQuestion): PriceRule | null {
  return rules.filter((rule) => fits(rule, question)).toSorted(byPreference)[0] ?? null;
}

function fits(rule: PriceRule, { currency, quantity, on, segment, pricebookId }: PriceQuestion): boolean {
  return (
    rule.currency === currency &&
    (rule.validFrom === null || rule.validFrom <= on) &&
    (rule.validTo === null || on <= rule.validTo) &&
    (pricebookId === null ? rule.segment === null || rule.segment === segment : rule.pricebookId === pricebookId) &&
    steps(rule.minQuantity) <= steps(quantity)
  );
}

function byPreference(a: PriceRule, b: PriceRule): number {
  return (
    b.priority - a.priority ||
    Number(b.segment !== null) - Number(a.segment !== null) ||
    Number(b.isDefault) - Number(a.isDefault) ||
    a.pricebookId.localeCompare(b.pricebookId) ||
    Number(steps(b.minQuantity) - steps(a.minQuantity))
  );
}

function steps(quantity: string): bigint {
  return toSteps(quantity, quantityPlaces);
}
