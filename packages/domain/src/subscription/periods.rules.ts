import { monthsIn, type BillingInterval } from '../money/billing-interval.ts';
import type { Period } from '../money/proration.ts';

const monthsPerYear = 12;

/**
 * The n-th period of a subscription, counted from 0. Every period is reckoned from the anchor and never from the one
 * before, so that a subscription of 31 January that is billed on 28 February is billed on 31 March again.
 * @param anchor the day on which the first period starts
 */
export function periodAt(anchor: string, interval: BillingInterval, index: number): Period {
  const months = monthsIn[interval];
  return { from: addMonths(anchor, months * index), to: addMonths(anchor, months * (index + 1)) };
}

/** The period that a day lies in. @param day not before the anchor */
export function periodOf(anchor: string, interval: BillingInterval, day: string): Period {
  const guess = Math.floor(monthsBetween(anchor, day) / monthsIn[interval]);
  const period = periodAt(anchor, interval, guess);
  // In the month of a period's start the day decides.
  return period.from > day ? periodAt(anchor, interval, guess - 1) : period;
}

/** A day so many months later: the same day of the month, or the month's last if it has none. */
export function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = parts(day);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toDay(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastOfMonth)));
}

/** A day so many days later. */
export function addDays(day: string, days: number): string {
  const [year, month, dayOfMonth] = parts(day);
  return toDay(Date.UTC(year, month - 1, dayOfMonth + days));
}

/** The calendar day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return toDay(moment.getTime());
}

/**
 * What a subscription is worth in a year. Every interval fits into a year a whole number of times, so this is exact, and
 * sums of it are; a month's worth is taken from the sum and rounded once (`perMonth`).
 */
export function perYear(amountMinor: number, interval: BillingInterval): number {
  return amountMinor * (monthsPerYear / monthsIn[interval]);
}

/** A twelfth, half up: 1200.00 a year are 100.00 a month. @param perYearMinor a sum over subscriptions, not below 0 */
export function perMonth(perYearMinor: number): number {
  const halfUp = perYearMinor + monthsPerYear / 2;
  return (halfUp - (halfUp % monthsPerYear)) / monthsPerYear;
}

const dayLength = 'yyyy-mm-dd'.length;

function parts(day: string): [number, number, number] {
  const [year = Number.NaN, month = Number.NaN, dayOfMonth = Number.NaN] = day.split('-').map(Number);
  return [year, month, dayOfMonth];
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, dayLength);
}

function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth] = parts(from);
  const [toYear, toMonth] = parts(to);
  return (toYear - fromYear) * monthsPerYear + toMonth - fromMonth;
}
