import { toMinor } from './amount.ts';
import { divideRounded } from './decimal.ts';

/** Calendar days (ISO 8601), from the first up to but without the last: periods that follow each other do not overlap. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** Days of a period; never less than none. */
export function daysIn({ from, to }: Period): number {
  return Math.max(0, (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The days that two periods share, as a period; an empty one when they share none. */
export function overlap(a: Period, b: Period): Period {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return { from, to: to < from ? from : to };
}

/**
 * The share of an amount for a part of its period, by days, rounded half away from zero. What lies outside of the
 * period does not count. A period cut in two: prorate the one part and take the rest for the other, so that nothing is
 * lost between them.
 * @param amountMinor for the whole period; negative for a credit
 * @throws RangeError for a period without days
 */
export function prorate(amountMinor: number, whole: Period, part: Period): number {
  const days = daysIn(whole);
  if (days === 0) throw new RangeError(`The period ${whole.from}/${whole.to} has no days.`);
  const shared = daysIn(overlap(whole, part));
  return toMinor(divideRounded(BigInt(amountMinor) * BigInt(shared), BigInt(days)));
}
