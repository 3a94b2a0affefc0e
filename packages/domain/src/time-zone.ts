const formatters = new Map<string, Intl.DateTimeFormat>();

export interface CalendarDay {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
}

export interface ZonedParts extends CalendarDay {
  /** ISO weekday, 1 = Monday. */
  readonly weekday: number;
  /** Minute of the day. */
  readonly minute: number;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The calendar and the clock of a zone at a moment. @param timeZone IANA zone */
export function zonedParts(at: Date, timeZone: string): ZonedParts {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    weekday: weekdays.indexOf(parts.get('weekday') ?? '') + 1,
    minute: number('hour') * 60 + number('minute'),
  };
}

/**
 * The moment at which a zone's clock shows a full hour of a day. An hour that is skipped by summer time gives the
 * moment after the skip.
 */
export function zonedTime({ year, month, day }: CalendarDay, hour: number, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day, hour);
  const guess = wanted - offsetOf(wanted, timeZone);
  // Once more, because the offset may differ at the moment that the first guess gave.
  return new Date(wanted - offsetOf(guess, timeZone));
}

/** Milliseconds that the zone's clock is ahead of UTC at a moment. */
function offsetOf(at: number, timeZone: string): number {
  const { year, month, day, minute } = zonedParts(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, 0, minute) - Math.floor(at / 60_000) * 60_000;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}
