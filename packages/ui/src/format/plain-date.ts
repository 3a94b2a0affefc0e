/** A day without a time: `YYYY-MM-DD`. */
export type PlainDate = string;

const dayMs = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

function toUtc(date: PlainDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function fromUtc(date: Date): PlainDate {
  return date.toISOString().slice(0, 10);
}

/** A day from its parts, or undefined when there is no such day. */
export function makeDate(year: number, month: number, day: number): PlainDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? fromUtc(date) : undefined;
}

/** Today, where the reader is. */
export function today(): PlainDate {
  return plainDateOf(new Date());
}

/** The day of a moment, where the reader is. */
export function plainDateOf(moment: Date): PlainDate {
  return fromUtc(new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate())));
}

/** The day `days` later. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromUtc(new Date(toUtc(date).getTime() + days * dayMs));
}

/** The same day of another month, or that month's last. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const from = toUtc(date);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return fromUtc(first);
}

/** The day of the week, Sunday 0. */
export function weekday(date: PlainDate): number {
  return toUtc(date).getUTCDay();
}

/** The six weeks that show a month, each from `firstDay` (Sunday 0). */
export function monthWeeks(date: PlainDate, firstDay: number): readonly (readonly PlainDate[])[] {
  const first = `${date.slice(0, 8)}01`;
  const start = addDays(first, -((weekday(first) - firstDay + 7) % 7));
  return [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(start, week * 7 + day)));
}

/**
 * Reads a day as people type it: 18.12.2026, 18/12, 18 12 26, or ISO. Day before month; without a
 * year the next such day is meant.
 */
export function parseDate(text: string, now: PlainDate): PlainDate | undefined {
  const iso = pattern.exec(text.trim());
  if (iso) return makeDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = text.match(/\d+/g)?.map(Number) ?? [];
  const [day, month, year] = parts;
  if (day === undefined || month === undefined || parts.length > 3) return undefined;
  if (year !== undefined) return makeDate(year < 100 ? 2000 + year : year, month, day);
  const thisYear = Number(now.slice(0, 4));
  const candidate = makeDate(thisYear, month, day);
  return candidate && candidate < now ? makeDate(thisYear + 1, month, day) : candidate;
}
