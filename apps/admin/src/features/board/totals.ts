/** Sums in one currency. */
export interface Total {
  readonly currency: string;
  readonly amountMinor: number;
  readonly weightedMinor: number;
}

/** Adds sums up within each currency, the largest first; currencies are never mixed. */
export function addTotals(totals: readonly Total[]): readonly Total[] {
  const byCurrency = new Map<string, Total>();
  for (const total of totals) {
    const known = byCurrency.get(total.currency);
    byCurrency.set(total.currency, {
      currency: total.currency,
      amountMinor: total.amountMinor + (known?.amountMinor ?? 0),
      weightedMinor: total.weightedMinor + (known?.weightedMinor ?? 0),
    });
  }
  return [...byCurrency.values()].toSorted((a, b) => b.amountMinor - a.amountMinor);
}
