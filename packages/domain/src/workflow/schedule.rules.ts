import { zonedParts, zonedTime, type CalendarDay } from '../time-zone.ts';

export const scheduleTurns = ['day', 'week', 'month'] as const;

export interface Schedule {
  readonly every: (typeof scheduleTurns)[number];
  /** ISO weekday of every week; Monday where none is named. */
  readonly weekday?: number | undefined;
  /** Day of every month; the first where none is named, the last of a month that is shorter. */
  readonly day?: number | undefined;
  /** Minute of the day in the zone. */
  readonly minute: number;
  /** IANA zone. */
  readonly timeZone: string;
}

const daysOfWeek = 7;
const dayMs = 86_400_000;

/** The latest moment of a schedule that is not after now: a minute that summer time skips comes when the skip does. */
export function latestTurn(schedule: Schedule, now: Date): Date {
  const today = zonedParts(now, schedule.timeZone);
  const turn = turnAround(schedule, today, 0);
  return turn <= now ? turn : turnAround(schedule, today, 1);
}

/** The turn of this day, week or month, or of one so many before it. */
function turnAround(schedule: Schedule, today: CalendarDay & { readonly weekday: number }, before: 0 | 1): Date {
  const { every, weekday = 1, day = 1, minute, timeZone } = schedule;
  const at = (date: CalendarDay) => zonedTime(date, minute, timeZone);
  switch (every) {
    case 'day':
      return at(daysBefore(today, before));
    case 'week':
      return at(daysBefore(today, today.weekday - weekday + before * daysOfWeek));
    case 'month': {
      const first = new Date(Date.UTC(today.year, today.month - 1 - before, 1));
      const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
      return at({ year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: Math.min(day, last) });
    }
  }
}

function daysBefore({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day) - days * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
