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

const daysOfWeek = 7;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The calendar and the clock of a zone at a moment. @param timeZone IANA zone */
export function zonedParts(at: Date, timeZone: string): ZonedParts {
  const shown = new Date(at.getTime() + offsetOf(at.getTime(), timeZone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    weekday: shown.getUTCDay() || daysOfWeek,
    minute: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/** The same, as the zone's own data tell it. */
function formattedParts(at: Date, timeZone: string): Omit<ZonedParts, 'weekday'> {
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
    minute: number('hour') * 60 + number('minute'),
  };
}

/**
 * The first moment at which a zone's clock shows a minute of a day, or a later one: a minute that summer time skips
 * gives the moment of the skip, one that comes twice the first of the two. So a later minute never gives an earlier
 * moment.
 * @param minute of the day; 1440 is the midnight that ends it
 */
export function zonedTime({ year, month, day }: CalendarDay, minute: number, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day, 0, minute);
  // No zone is further from UTC than a day, so these are the offsets before and after a change of the clock near by.
  const before = offsetOf(wanted - dayMs, timeZone);
  const after = offsetOf(wanted + dayMs, timeZone);
  const early = wanted - before;
  const late = wanted - after;
  if (offsetOf(early, timeZone) === before) return new Date(early);
  if (offsetOf(late, timeZone) === after) return new Date(late);
  return firstAfterSkip(late, early, before, timeZone);
}

/** The moment between two at which the zone leaves an offset; clocks are changed on full minutes. */
function firstAfterSkip(from: number, to: number, offset: number, timeZone: string): Date {
  let [skipped, shown] = [from, to];
  while (shown - skipped > minuteMs) {
    const middle = skipped + Math.floor((shown - skipped) / (2 * minuteMs)) * minuteMs;
    if (offsetOf(middle, timeZone) === offset) skipped = middle;
    else shown = middle;
  }
  return new Date(shown);
}

/** Zone → day → its offset, or `null` for a day on which the clock is changed. */
const offsets = new Map<string, Map<number, number | null>>();
/** Of a zone: ten years. Who asks for more days begins anew. */
const mostDays = 3_653;

/**
 * Milliseconds that the zone's clock is ahead of UTC at a moment. Formatting is slow, and all but a few days have one
 * offset, which is asked for once: no zone changes its clock twice within a day.
 */
function offsetOf(at: number, timeZone: string): number {
  const day = Math.floor(at / dayMs);
  const known = offsets.get(timeZone) ?? new Map<number, number | null>();
  offsets.set(timeZone, known);
  let offset = known.get(day);
  if (offset === undefined) {
    if (known.size >= mostDays) known.clear();
    const first = formattedOffset(day * dayMs, timeZone);
    offset = first === formattedOffset((day + 1) * dayMs, timeZone) ? first : null;
    known.set(day, offset);
  }
  return offset ?? formattedOffset(at, timeZone);
}

function formattedOffset(at: number, timeZone: string): number {
  const { year, month, day, minute } = formattedParts(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, 0, minute) - Math.floor(at / minuteMs) * minuteMs;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
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
