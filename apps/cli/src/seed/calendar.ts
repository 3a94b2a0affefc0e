import type { Random } from './random.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
const firstHour = 7;
const hoursOfWork = 9;

/** Moments around the time of seeding, so that the demo company always looks alive. In working hours, never at weekends. */
export class Calendar {
  readonly now: Date;
  readonly #random: Random;

  constructor(now: Date, random: Random) {
    this.now = now;
    this.#random = random;
  }

  /** So many days ago; for 0, within the last hours. Never in the future. */
  ago(days: number): Date {
    if (days < 1) return new Date(this.now.getTime() - this.#random.int(10, 300) * minuteMs);
    return this.#atWork(new Date(this.now.getTime() - days * dayMs), -1);
  }

  /** In so many days, at a time of day at which people meet. Never in the past. */
  ahead(days: number): Date {
    const moment = this.#atWork(new Date(this.now.getTime() + days * dayMs), 1);
    return moment > this.now ? moment : new Date(this.now.getTime() + this.#random.int(1, 5) * hourMs);
  }

  /** A moment after another one, by some days, and not in the future. */
  after(moment: Date, fromDays: number, toDays: number): Date {
    const days = fromDays + this.#random.next() * (toDays - fromDays);
    const next = this.#atWork(new Date(moment.getTime() + days * dayMs), 1);
    if (next > moment && next < this.now) return next;
    const between = this.now.getTime() - moment.getTime();
    return new Date(moment.getTime() + Math.floor(between * (0.2 + this.#random.next() * 0.6)));
  }

  /** A moment after another one, by some days; it may lie in the future. */
  later(moment: Date, fromDays: number, toDays: number): Date {
    const days = fromDays + this.#random.next() * (toDays - fromDays);
    const next = this.#atWork(new Date(moment.getTime() + days * dayMs), 1);
    return next > moment ? next : minutesAfter(moment, this.#random.int(5, 90));
  }

  daysSince(moment: Date): number {
    return (this.now.getTime() - moment.getTime()) / dayMs;
  }

  #atWork(day: Date, step: 1 | -1): Date {
    const moment = new Date(day);
    moment.setUTCHours(firstHour + this.#random.int(0, hoursOfWork - 1), this.#random.int(0, 11) * 5, 0, 0);
    while (moment.getUTCDay() === 0 || moment.getUTCDay() === 6) moment.setUTCDate(moment.getUTCDate() + step);
    return moment;
  }
}

/** The calendar day of a moment, `2026-11-22`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

export function minutesAfter(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * minuteMs);
}
