/** Sums in one currency. */
export interface Total {
  readonly currency: string;
  readonly amountMinor: number;
  readonly weightedMinor: number;
}

/**
 * Adds sums up within each currency; currencies are never mixed.
 * @param first the pipeline's own currency stands first, the others follow by their codes, the same in every column
 */
export function addTotals(totals: readonly Total[], first: string): readonly Total[] {
  const byCurrency = new Map<string, Total>();
  for (const total of totals) {
    const known = byCurrency.get(total.currency);
    byCurrency.set(total.currency, {
      currency: total.currency,
      amountMinor: total.amountMinor + (known?.amountMinor ?? 0),
      weightedMinor: total.weightedMinor + (known?.weightedMinor ?? 0),
    });
  }
  const rank = ({ currency }: Total) => (currency === first ? '' : currency);
  return [...byCurrency.values()].toSorted((a, b) => rank(a).localeCompare(rank(b)));
}
