export interface Month {
  /** `2026-11`. */
  readonly name: string;
  readonly from: Date;
  /** The first moment that is no longer in it. */
  readonly to: Date;
}

/** The last calendar months in UTC, the one of `now` included, the oldest first. */
export function lastMonths(now: Date, count: number): readonly Month[] {
  return Array.from({ length: count }, (_, index) => {
    const month = now.getUTCMonth() - count + 1 + index;
    const from = new Date(Date.UTC(now.getUTCFullYear(), month));
    return { name: from.toISOString().slice(0, 7), from, to: new Date(Date.UTC(now.getUTCFullYear(), month + 1)) };
  });
}
