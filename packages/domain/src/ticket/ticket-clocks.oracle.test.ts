import { expect, test } from 'vitest';
import {
  addWorkingMinutes,
  workingMinutesBetween,
  type WorkingCalendar,
  type WorkingInterval,
} from '../calendar/working-time.rules.ts';
import { clockAfter, dueTimes, type ResolutionClock } from './ticket-clocks.rules.ts';

// An arithmetic of its own to hold ours against: it asks Intl what the clock on the wall shows, walks the minutes one
// after the other, and counts. It knows nothing of offsets, shifts or the instants at which they begin.

const minuteMs = 60_000;
const dayMinutes = 1440;
/** No zone's clock is put forward and back again within an hour. */
const probeMinutes = 60;
/** The window: summer time begins and ends in it, north and south. */
const windowStart = Date.UTC(2026, 1, 20);
const windowMinutes = 290 * dayMinutes;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'Africa/Cairo',
  'America/Santiago',
];
const calendarsPerZone = 2;
const cases = 10_000;
const kinds = ['added', 'measured', 'paused', 'another calendar'] as const;
const never = () => false;
const mostPauses = 2;

/** Of each minute of the window: the day and the minute of it that the clock on the wall shows. */
interface Wall {
  readonly days: readonly string[];
  readonly minutes: Uint16Array;
}

function readWall(timeZone: string): Wall {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const look = (at: number) => {
    const [day = '', time = ''] = clock.format(windowStart + at * minuteMs).split(' ');
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return { day, minute: hour * 60 + minute };
  };
  const days: string[] = [];
  const minutes = new Uint16Array(windowMinutes);
  let from = look(0);
  for (let at = 0; at < windowMinutes; at += probeMinutes) {
    const to = look(at + probeMinutes);
    const isSteady = (to.minute - from.minute + dayMinutes) % dayMinutes === probeMinutes;
    for (let more = 0; more < probeMinutes; more++) {
      // Where the clock was changed in between, each minute is looked at.
      const shown = from.minute + more;
      const read = isSteady
        ? { day: shown < dayMinutes ? from.day : to.day, minute: shown % dayMinutes }
        : look(at + more);
      days.push(read.day);
      minutes[at + more] = read.minute;
    }
    from = to;
  }
  return { days, minutes };
}

/**
 * Whether each minute is worked. Where the clock is put back, a day goes on from the latest that it has shown: what has
 * begun has not ended, and what has ended does not begin again.
 */
function readWork({ days, minutes }: Wall, { hours, holidays }: WorkingCalendar): Uint8Array {
  const latest = new Map<string, number>();
  const openOn = new Map<string, readonly WorkingInterval[]>();
  for (const day of new Set(days)) {
    const weekday = new Date(day).getUTCDay() || 7;
    openOn.set(day, holidays.has(day) ? [] : hours.filter((of) => of.weekday === weekday));
  }
  return Uint8Array.from(days, (day, at) => {
    const shown = Math.max(latest.get(day) ?? 0, minutes[at] ?? 0);
    latest.set(day, shown);
    return openOn.get(day)?.some((of) => of.startMinute <= shown && shown < of.endMinute) ? 1 : 0;
  });
}

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function someCalendar(timeZone: string, below: (limit: number) => number): WorkingCalendar {
  const hours: WorkingInterval[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    if (below(4) === 0) continue;
    const startMinute = below(600);
    const endMinute = startMinute + 60 + below(400);
    hours.push({ weekday, startMinute, endMinute });
    if (below(2) === 0) hours.push({ weekday, startMinute: endMinute + below(60), endMinute: dayMinutes });
  }
  const holidays = Array.from({ length: 20 }, () => new Date(windowStart + below(windowMinutes) * minuteMs));
  return { timeZone, hours, holidays: new Set(holidays.map((day) => day.toISOString().slice(0, 10))) };
}

const moment = (minute: number) => new Date(windowStart + minute * minuteMs);

/** The minute at whose end so much was worked, leaving out the minutes in which the clock stood still. */
function walk(work: Uint8Array, from: number, target: number, stands: (minute: number) => boolean): number {
  let left = target;
  let at = from;
  while (left > 0 && at < windowMinutes) {
    if (work[at] === 1 && !stands(at)) left--;
    at++;
  }
  return at;
}

function count(work: Uint8Array, from: number, to: number): number {
  let worked = 0;
  for (let at = from; at < to; at++) worked += work[at] ?? 0;
  return worked;
}

test('due times, pauses and another calendar agree with counting the minutes on the wall, in 10,000 cases', () => {
  const below = random(20_261_123);
  const known = zones.flatMap((zone) => {
    const wall = readWall(zone);
    return Array.from({ length: calendarsPerZone }, () => {
      const calendar = someCalendar(zone, below);
      return { calendar, work: readWork(wall, calendar) };
    });
  });
  const wrong: unknown[] = [];
  for (let index = 0; index < cases; index++) {
    const first = known[below(known.length)];
    const second = known[below(known.length)];
    if (!first || !second) throw new Error('There are calendars.');
    // A day in, so that every zone's day has begun within the window.
    const from = dayMinutes + below(240 * dayMinutes);
    const target = 1 + below(1200);
    const pauses = somePauses(from, below);
    const stood = pauses.reduce((sum, [start, end]) => sum + count(first.work, start, end), 0);
    switch (kinds[index % kinds.length]) {
      case 'added':
        check(addWorkingMinutes(first.calendar, moment(from), target), moment(walk(first.work, from, target, never)));
        break;
      case 'measured': {
        const later = from + below(4 * dayMinutes);
        check(workingMinutesBetween(first.calendar, moment(from), moment(later)), count(first.work, from, later));
        break;
      }
      case 'paused': {
        const clock = afterPauses(first.calendar, from, target, pauses);
        check(clock.slaPausedMinutes, stood);
        const stands = (minute: number) => pauses.some(([start, end]) => start <= minute && minute < end);
        const due = walk(first.work, from, target, stands);
        // What was late before a pause ended is promised for the working time after it, which counting cannot tell.
        if (due > (pauses.at(-1)?.[1] ?? from)) check(clock.resolutionDueAt, moment(due));
        break;
      }
      default: {
        // Another calendar half-way: anew from the beginning, with the time that it stood still.
        const targets = { firstResponseMinutes: 1, resolutionMinutes: target };
        const anew = dueTimes(moment(from), stood, targets, second.calendar);
        check(anew.resolutionDueAt, moment(walk(second.work, from, target + stood, never)));
      }
    }

    function check(ours: Date | number | null, counted: Date | number): void {
      if (Number(ours) !== Number(counted)) wrong.push({ index, ours, counted, calendar: first?.calendar });
    }
  }
  expect(wrong).toEqual([]);
});

/** What our arithmetic makes of a clock that stood still from time to time. */
function afterPauses(
  calendar: WorkingCalendar,
  from: number,
  target: number,
  pauses: readonly (readonly [number, number])[],
): ResolutionClock {
  const due = dueTimes(moment(from), 0, { firstResponseMinutes: target, resolutionMinutes: target }, calendar);
  const begun: ResolutionClock = { ...due, slaPausedAt: null, slaPausedMinutes: 0 };
  return pauses.reduce((clock, [start, end]) => {
    const pending = clockAfter(clock, 'pending', calendar, moment(start));
    return clockAfter(pending, 'open', calendar, moment(end));
  }, begun);
}

/** One after the other, in the first days of a ticket. */
function somePauses(from: number, below: (limit: number) => number): (readonly [number, number])[] {
  let at = from;
  return Array.from({ length: below(mostPauses + 1) }, () => {
    const start = at + below(dayMinutes);
    at = start + 1 + below(dayMinutes);
    return [start, at] as const;
  });
}
