import { zonedParts, zonedTime } from '../time-zone.ts';

/** The hour of the owner's day at which a follow-up is due. */
export const followUpHour = 10;
const minutesPerHour = 60;

/**
 * The next working day at ten in the owner's zone: the first moment to ask how it went.
 * @param days ISO weekdays that the owner works (1 = Monday), at least one
 * @param timeZone IANA zone
 */
export function nextFollowUp(now: Date, days: readonly number[], timeZone: string): Date {
  const { year, month, day } = zonedParts(now, timeZone);
  for (let ahead = 1; ; ahead += 1) {
    const date = new Date(Date.UTC(year, month - 1, day + ahead));
    const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
    if (days.includes(weekday) || ahead > 7) {
      return zonedTime(
        { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
        followUpHour * minutesPerHour,
        timeZone,
      );
    }
  }
}

const subjects = {
  en: (name: string) => `Follow up: ${name}`,
  ru: (name: string) => `Связаться: ${name}`,
  ar: (name: string) => `متابعة: ${name}`,
} as const;

/** What the follow-up is called, in the language of whoever does it. */
export function followUpSubject(locale: keyof typeof subjects, name: string): string {
  return subjects[locale](name);
}
