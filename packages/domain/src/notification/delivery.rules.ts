import { zonedParts, zonedTime } from '../time-zone.ts';

/** How often somebody gets mail: for each thing, or what has come together since. */
export const digests = ['at_once', 'hourly', 'daily'] as const;
export type Digest = (typeof digests)[number];

/** What happens within such a moment is told in one mail: a hundred records given at once are no hundred mails. ms */
export const calmMs = 3_000;

/** The hour of the person's day at which a daily mail comes. */
export const dailyHour = 8;

export interface QuietHours {
  /** Minutes of the person's day; `null`, both: there are none. From after to: over midnight. */
  readonly quietFromMinute: number | null;
  readonly quietToMinute: number | null;
}

const minutesPerHour = 60;
const minutesPerDay = 24 * minutesPerHour;

/**
 * When something is told by mail.
 * @param timeZone IANA zone of the person
 */
export function mailMoment(now: Date, wanted: QuietHours & { readonly digest: Digest }, timeZone: string): Date {
  return afterQuiet(afterDigest(now, wanted.digest, timeZone), wanted, timeZone);
}

/** The moment itself, or the end of the quiet hours that it falls into. */
export function afterQuiet(at: Date, { quietFromMinute: from, quietToMinute: to }: QuietHours, timeZone: string): Date {
  if (from === null || to === null || from === to) return at;
  const today = zonedParts(at, timeZone);
  const isQuiet = from < to ? today.minute >= from && today.minute < to : today.minute >= from || today.minute < to;
  if (!isQuiet) return at;
  return nextTime(at, to, timeZone);
}

function afterDigest(now: Date, digest: Digest, timeZone: string): Date {
  switch (digest) {
    case 'at_once':
      return new Date(now.getTime() + calmMs);
    case 'hourly':
      return nextTime(
        now,
        (Math.floor(zonedParts(now, timeZone).minute / minutesPerHour) + 1) * minutesPerHour,
        timeZone,
      );
    case 'daily':
      return nextTime(now, dailyHour * minutesPerHour, timeZone);
  }
}

/** The next moment after one at which the zone's clock shows a minute of the day. */
function nextTime(after: Date, minute: number, timeZone: string): Date {
  const { year, month, day } = zonedParts(after, timeZone);
  for (let ahead = 0; ; ahead += 1) {
    const date = new Date(Date.UTC(year, month - 1, day + ahead));
    const on = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    const moment = zonedTime(on, Math.min(minute, minutesPerDay), timeZone);
    if (moment > after) return moment;
  }
}
