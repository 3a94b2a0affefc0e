import type { BillingInterval } from '../money/billing-interval.ts';
import type { Totals } from '../money/line.ts';

export type DocumentKind = 'quote' | 'invoice' | 'credit_note';

/** Who sells or buys: the name, and what stands below it, line by line. */
export interface DocumentParty {
  readonly name: string;
  readonly details: readonly string[];
}

export interface DocumentLine extends Totals {
  readonly description: string;
  /** Smaller, below the description: the period that is billed. */
  readonly detail?: string | null;
  readonly quantity: string;
  readonly unit: string | null;
  readonly unitPriceMinor: number;
  readonly discountPercent: string;
  readonly taxRate: string;
  readonly billingInterval: BillingInterval | null;
}

/**
 * What is handed to a customer on paper, as facts: words, numbers and dates are put into the language by whoever renders
 * it. Amounts are those of the record; nothing is computed anew.
 */
export interface CommercialDocument {
  readonly kind: DocumentKind;
  readonly language: 'en' | 'ru' | 'ar';
  /** `null` while it has none yet. */
  readonly number: string | null;
  /** Of a quote, from the second on. */
  readonly revision?: number | null;
  /** Marked as not binding. */
  readonly isDraft: boolean;
  /** Calendar days. */
  readonly issuedOn: string | null;
  readonly validUntil?: string | null;
  readonly dueOn?: string | null;
  /** The number of the document that it follows from. */
  readonly reference?: string | null;
  readonly buyer: DocumentParty;
  readonly currency: string;
  readonly lines: readonly DocumentLine[];
  readonly totals: Totals;
  /** What was paid or credited already, where that is of interest. */
  readonly paidMinor?: number | null;
  readonly notes: string | null;
}
