import { zonedParts, zonedTime, type CalendarDay } from '../time-zone.ts';

export interface Month {
  /** `2026-11`. */
  readonly name: string;
  readonly from: Date;
  /** The first moment that is no longer in it. */
  readonly to: Date;
}

/**
 * The last calendar months of a zone, the one of `now` included, the oldest first.
 * @param timeZone IANA zone
 */
export function lastMonths(now: Date, count: number, timeZone: string): readonly Month[] {
  const { year, month } = zonedParts(now, timeZone);
  return Array.from({ length: count }, (_, index) => {
    const first = firstDay(year, month - count + 1 + index);
    const name = `${String(first.year).padStart(4, '0')}-${String(first.month).padStart(2, '0')}`;
    const next = firstDay(first.year, first.month + 1);
    return { name, from: zonedTime(first, 0, timeZone), to: zonedTime(next, 0, timeZone) };
  });
}

/** The first day of a month, which may be counted beyond the year: month 0 is the December before. */
function firstDay(year: number, month: number): CalendarDay {
  const day = new Date(Date.UTC(year, month - 1));
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: 1 };
}
