import { zonedParts, zonedTime, type CalendarDay } from '../time-zone.ts';

/** A stretch of work on each day of one weekday, in minutes of the day; 1440 is the midnight that ends it. */
export interface WorkingInterval {
  /** ISO weekday, 1 = Monday. */
  readonly weekday: number;
  readonly startMinute: number;
  readonly endMinute: number;
}

/** When a business is open. A shift over midnight is two intervals that meet there. */
export interface WorkingCalendar {
  /** IANA zone. */
  readonly timeZone: string;
  /** They do not overlap. */
  readonly hours: readonly WorkingInterval[];
  /** Calendar days on which nobody works, `2026-12-25`. */
  readonly holidays: ReadonlySet<string>;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const daysOfWeek = 7;

/** Whether two intervals of the same weekday share a minute; those that only meet do not. */
export function overlaps(a: WorkingInterval, b: WorkingInterval): boolean {
  return a.weekday === b.weekday && a.startMinute < b.endMinute && b.startMinute < a.endMinute;
}

/** A calendar in which work never comes cannot measure anything. */
export function hasWorkingTime({ hours }: Pick<WorkingCalendar, 'hours'>): boolean {
  return hours.some(({ startMinute, endMinute }) => startMinute < endMinute);
}

/**
 * The moment at which so much working time has passed. Elapsed time counts, not what the clock shows: a night in which
 * the clock is put back is an hour longer.
 * @param minutes at least 0, fractions included; exact to the millisecond
 * @returns `from` itself for 0 minutes; else a moment within working time, at the latest its end
 * @throws RangeError for a calendar without working time, or negative minutes
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date, minutes: number): Date {
  if (!hasWorkingTime(calendar)) throw new RangeError('This calendar has no working time.');
  if (!(minutes >= 0)) throw new RangeError(`Working time goes forward, not by ${minutes} minutes.`);
  let left = Math.round(minutes * minuteMs);
  if (left === 0) return from;
  for (const [start, end] of shiftsFrom(calendar, from.getTime())) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  throw new RangeError('Working time does not end.');
}

/**
 * How much working time lies between two moments, in minutes and fractions of them; negative when the second is the
 * earlier one. The inverse of `addWorkingMinutes`.
 */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  if (!hasWorkingTime(calendar)) throw new RangeError('This calendar has no working time.');
  if (to < from) return -workingMinutesBetween(calendar, to, from);
  let passed = 0;
  for (const [start, end] of shiftsFrom(calendar, from.getTime())) {
    if (start >= to.getTime()) break;
    passed += Math.min(end, to.getTime()) - start;
  }
  return passed / minuteMs;
}

/** The working time from a moment on, as `[start, end)` in milliseconds: in order, none empty, without end. */
function* shiftsFrom(calendar: WorkingCalendar, from: number): Generator<readonly [number, number]> {
  const byWeekday = Map.groupBy(
    calendar.hours.toSorted((a, b) => a.startMinute - b.startMinute),
    ({ weekday }) => weekday,
  );
  const { year, month, day } = zonedParts(new Date(from), calendar.timeZone);
  for (let date = Date.UTC(year, month - 1, day); ; date += dayMs) {
    if (calendar.holidays.has(isoDay(date))) continue;
    for (const interval of byWeekday.get(weekdayOf(date)) ?? []) {
      const start = Math.max(from, moment(date, interval.startMinute, calendar.timeZone));
      const end = moment(date, interval.endMinute, calendar.timeZone);
      // Summer time may skip an interval, and what has passed by `from` is over.
      if (start < end) yield [start, end];
    }
  }
}

function moment(date: number, minute: number, timeZone: string): number {
  return zonedTime(calendarDay(date), minute, timeZone).getTime();
}

function calendarDay(date: number): CalendarDay {
  const day = new Date(date);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
}

function weekdayOf(date: number): number {
  return new Date(date).getUTCDay() || daysOfWeek;
}

function isoDay(date: number): string {
  return new Date(date).toISOString().slice(0, 10);
}
