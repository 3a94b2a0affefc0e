import type { Locale } from '../i18n/locale.ts';
import { cached } from './intl.ts';

const formatter = cached((tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options));
const relative = cached((tag, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(tag, options));

const dayMs = 86_400_000;

/** A moment as it travels (ISO 8601), or already parsed. */
export type Moment = string | Date;

function toDate(moment: Moment): Date {
  // A bare day means that day where the reader is, not midnight in Greenwich.
  if (typeof moment === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(moment)) {
    return new Date(`${moment}T00:00:00`);
  }
  return typeof moment === 'string' ? new Date(moment) : moment;
}

function dayNumber(date: Date): number {
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs);
}

/** Whole days from `now`'s day to the moment's day; negative in the past. */
export function daysFrom(moment: Moment, now: Date): number {
  return dayNumber(toDate(moment)) - dayNumber(now);
}

/** 10:48. */
export function formatTime(moment: Moment, locale: Locale): string {
  return formatter(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(toDate(moment));
}

/** 11:26:26, with the zone's short name when asked: where money moves, the zone is said. */
export function formatTimeExact(moment: Moment, locale: Locale, withZone = false): string {
  return formatter(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(withZone ? { timeZoneName: 'short' } : {}),
  }).format(toDate(moment));
}

/** 11 Dec 2026. */
export function formatDate(moment: Moment, locale: Locale): string {
  return formatter(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(toDate(moment));
}

/** The month of a day: Nov 2026. */
export function formatMonth(moment: Moment, locale: Locale): string {
  return formatter(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(toDate(moment));
}

/** Full date, time and zone: the hover text of every short time. */
export function formatFull(moment: Moment, locale: Locale): string {
  return formatter(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(toDate(moment));
}

/** "today", "yesterday", "tomorrow" where they hold, else undefined. Capitalised. */
function formatNearDay(days: number, locale: Locale): string | undefined {
  if (Math.abs(days) > 1) return undefined;
  const word = relative(locale, { numeric: 'auto' }).format(days, 'day');
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}

/** The day as a list shows it: Today, Yesterday, Tue 17 Nov, 11 Dec 2026. */
export function formatDay(moment: Moment, locale: Locale, now: Date): string {
  const date = toDate(moment);
  const near = formatNearDay(daysFrom(date, now), locale);
  if (near) return near;
  const sameYear = date.getFullYear() === now.getFullYear();
  return sameYear
    ? formatter(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(date).replace(',', '')
    : formatDate(date, locale);
}

/** The day of a heading: Today, Wednesday 18 November. */
export function formatDayLong(moment: Moment, locale: Locale, now: Date): string {
  const date = toDate(moment);
  const near = formatNearDay(daysFrom(date, now), locale);
  if (near) return near;
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  const long = formatter(locale, { weekday: 'long', day: 'numeric', month: 'long', ...year })
    .format(date)
    .replace(',', '');
  return long.charAt(0).toLocaleUpperCase(locale) + long.slice(1);
}

/** A moment in the shortest words that leave no doubt: Today 10:48, Yesterday, Tue 17 Nov. */
export function formatMoment(moment: Moment, locale: Locale, now: Date): string {
  const day = formatDay(moment, locale, now);
  return daysFrom(moment, now) === 0 ? `${day} ${formatTime(moment, locale)}` : day;
}

/** A moment that somebody keeps to: Fri 18:00 within a week, else 11 Dec 2026 18:00. */
export function formatAppointment(moment: Moment, locale: Locale, now: Date): string {
  const date = toDate(moment);
  const days = daysFrom(date, now);
  const time = formatTime(date, locale);
  const near = formatNearDay(days, locale);
  if (near) return `${near.toLocaleLowerCase(locale)} ${time}`;
  if (Math.abs(days) < 7) {
    return `${formatter(locale, { weekday: 'short' }).format(date)} ${time}`;
  }
  return `${formatDay(date, locale, now)} ${time}`;
}

/** in 22 days, 3 days ago. */
export function formatRelativeDays(moment: Moment, locale: Locale, now: Date): string {
  return relative(locale, { numeric: 'auto' }).format(daysFrom(moment, now), 'day');
}
