/** How often a product recurs; what has none is sold once. */
export const billingIntervals = ['month', 'quarter', 'year'] as const;
export type BillingInterval = (typeof billingIntervals)[number];

/** Calendar months of an interval. */
export const monthsIn: Readonly<Record<BillingInterval, number>> = { month: 1, quarter: 3, year: 12 };
