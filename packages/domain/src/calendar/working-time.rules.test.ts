import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingMinutes, overlaps, workingMinutesBetween, type WorkingCalendar } from './working-time.rules.ts';

const hour = 60;
const week = [1, 2, 3, 4, 5];

function office(timeZone: string, ...holidays: string[]): WorkingCalendar {
  const hours = week.flatMap((weekday) => [
    { weekday, startMinute: 9 * hour, endMinute: 13 * hour },
    { weekday, startMinute: 14 * hour, endMinute: 18 * hour },
  ]);
  return { timeZone, hours, holidays: new Set(holidays) };
}

const berlin = office('Europe/Berlin');
const add = (calendar: WorkingCalendar, from: string, minutes: number) =>
  addWorkingMinutes(calendar, new Date(from), minutes).toISOString();
const between = (calendar: WorkingCalendar, from: string, to: string) =>
  workingMinutesBetween(calendar, new Date(from), new Date(to));

test('nights, breaks and weekends do not count', () => {
  // Friday 17:00 in Berlin: one hour is left that day, then Monday.
  expect(add(berlin, '2026-11-20T16:00:00Z', 2 * hour)).toBe('2026-11-23T09:00:00.000Z');
  expect(add(berlin, '2026-11-23T11:30:00Z', hour)).toBe('2026-11-23T13:30:00.000Z');
  expect(between(berlin, '2026-11-20T17:00:00Z', '2026-11-23T08:00:00Z')).toBe(0);
});

test('what ends with the day is due in the evening, not in the next morning', () => {
  expect(add(berlin, '2026-11-20T16:00:00Z', hour)).toBe('2026-11-20T17:00:00.000Z');
});

test('a holiday does not count', () => {
  const closed = office('Europe/Berlin', '2026-12-25');
  expect(add(closed, '2026-12-24T16:00:00Z', 2 * hour)).toBe('2026-12-28T09:00:00.000Z');
  expect(between(closed, '2026-12-25T00:00:00Z', '2026-12-26T00:00:00Z')).toBe(0);
});

test('the day is the one of the calendar, not that of UTC', () => {
  const auckland = office('Pacific/Auckland', '2026-11-23');
  // Sunday evening in UTC is Monday morning there, a holiday.
  expect(add(auckland, '2026-11-22T20:00:00Z', hour)).toBe('2026-11-23T21:00:00.000Z');
});

const nights: WorkingCalendar = {
  timeZone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    { weekday, startMinute: 0, endMinute: 6 * hour },
    { weekday, startMinute: 22 * hour, endMinute: 24 * hour },
  ]),
  holidays: new Set(),
};

test('a night shift has seven hours when the clock goes forward, nine when it goes back', () => {
  expect(between(nights, '2026-03-28T20:00:00Z', '2026-03-29T10:00:00Z')).toBe(7 * hour);
  expect(between(nights, '2026-10-24T19:00:00Z', '2026-10-25T10:00:00Z')).toBe(9 * hour);
  expect(between(nights, '2026-11-20T19:00:00Z', '2026-11-21T10:00:00Z')).toBe(8 * hour);
});

test('an interval that the clock skips is no working time', () => {
  const sundays: WorkingCalendar = {
    timeZone: 'Europe/Berlin',
    hours: [{ weekday: 7, startMinute: 2 * hour, endMinute: 3 * hour }],
    holidays: new Set(),
  };
  expect(add(sundays, '2026-03-28T12:00:00Z', hour)).toBe('2026-04-05T01:00:00.000Z');
});

test('the office opens at nine on either side of a change of the clock', () => {
  expect(add(berlin, '2026-03-27T17:00:00Z', 1)).toBe('2026-03-30T07:01:00.000Z');
  expect(add(berlin, '2026-10-23T16:00:00Z', 1)).toBe('2026-10-26T08:01:00.000Z');
});

test('a calendar without working time is refused, and so is time that runs backwards', () => {
  const never = { ...berlin, hours: [] };
  expect(() => addWorkingMinutes(never, new Date(), 1)).toThrow(RangeError);
  expect(() => workingMinutesBetween(never, new Date(), new Date())).toThrow(RangeError);
  expect(() => addWorkingMinutes(berlin, new Date(), -1)).toThrow(RangeError);
  expect(() => addWorkingMinutes(berlin, new Date(), Number.NaN)).toThrow(RangeError);
});

test('intervals that meet do not overlap', () => {
  const morning = { weekday: 1, startMinute: 0, endMinute: 60 };
  expect(overlaps(morning, { weekday: 1, startMinute: 60, endMinute: 90 })).toBe(false);
  expect(overlaps(morning, { weekday: 1, startMinute: 59, endMinute: 90 })).toBe(true);
  expect(overlaps(morning, { weekday: 2, startMinute: 0, endMinute: 60 })).toBe(false);
});

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu'];
const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });

/** Two stretches a day at most, cut at any minute, on any days, with some holidays. */
const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 4, maxLength: 4 }),
    holidays: fc.array(
      instants.map((day) => day.toISOString().slice(0, 10)),
      { maxLength: 5 },
    ),
  })
  .map(({ timeZone, days, cuts, holidays }) => {
    const [a = 0, b = 0, c = 0, d = 0] = cuts.toSorted((one, other) => one - other);
    const hours = days.flatMap((weekday) => [
      { weekday, startMinute: a, endMinute: b },
      { weekday, startMinute: c, endMinute: d },
    ]);
    return { timeZone, hours, holidays: new Set(holidays) };
  });
const durations = fc.integer({ min: 0, max: 3_000 });

test('what was added is what lies between', () => {
  fc.assert(
    fc.property(calendars, instants, durations, (calendar, from, minutes) => {
      const to = addWorkingMinutes(calendar, from, minutes);
      expect(workingMinutesBetween(calendar, from, to)).toBe(minutes);
      expect(workingMinutesBetween(calendar, to, from) + minutes).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('in two parts or in one, it ends at the same moment', () => {
  fc.assert(
    fc.property(calendars, instants, durations, durations, (calendar, from, one, other) => {
      const parts = addWorkingMinutes(calendar, addWorkingMinutes(calendar, from, one), other);
      expect(parts).toEqual(addWorkingMinutes(calendar, from, one + other));
    }),
    { numRuns: 60 },
  );
});

test('more work never ends sooner, and never takes less time than it is', () => {
  fc.assert(
    fc.property(calendars, instants, durations, durations, (calendar, from, one, other) => {
      const [less, more] = one <= other ? [one, other] : [other, one];
      const end = addWorkingMinutes(calendar, from, more).getTime();
      expect(addWorkingMinutes(calendar, from, less).getTime()).toBeLessThanOrEqual(end);
      expect(end - from.getTime()).toBeGreaterThanOrEqual(more * 60_000);
    }),
    { numRuns: 60 },
  );
});

test('the time between adds up over any moment in the middle', () => {
  const three = fc.tuple(instants, fc.nat({ max: 40 }), fc.nat({ max: 40 }));
  fc.assert(
    fc.property(calendars, three, (calendar, [from, days, more]) => {
      const middle = new Date(from.getTime() + days * 86_400_000);
      const to = new Date(middle.getTime() + more * 86_400_000);
      const whole = workingMinutesBetween(calendar, from, to);
      const parts = workingMinutesBetween(calendar, from, middle) + workingMinutesBetween(calendar, middle, to);
      expect(parts).toBeCloseTo(whole, 6);
    }),
    { numRuns: 60 },
  );
});

test('it is as many minutes as one counts with the clock in hand, over a change to summer time', () => {
  // Counted minute by minute with the clock of the zone, which knows nothing of the arithmetic above.
  const summer = new Date('2026-03-27T00:00:00Z').getTime();
  for (const calendar of [berlin, nights]) {
    let counted = 0;
    for (let minute = 0; minute < 4 * 1440; minute += 1) {
      counted += isOpen(calendar, new Date(summer + minute * 60_000)) ? 1 : 0;
    }
    const end = new Date(summer + 4 * 1440 * 60_000);
    expect(workingMinutesBetween(calendar, new Date(summer), end)).toBe(counted);
  }
});

function isOpen({ timeZone, hours }: WorkingCalendar, at: Date): boolean {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const parts = Object.fromEntries(shown.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? '') + 1;
  const minute = Number(parts['hour']) * hour + Number(parts['minute']);
  return hours.some((interval) => {
    return interval.weekday === weekday && interval.startMinute <= minute && minute < interval.endMinute;
  });
}
