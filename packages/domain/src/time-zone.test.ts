import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedParts, zonedTime } from './time-zone.ts';

const at = (month: number, day: number, minute: number, zone: string) =>
  zonedTime({ year: 2026, month, day }, minute, zone).toISOString();

test.each([
  [60, '2026-03-29T00:00:00.000Z'],
  [120, '2026-03-29T01:00:00.000Z'],
  [150, '2026-03-29T01:00:00.000Z'],
  [180, '2026-03-29T01:00:00.000Z'],
  [210, '2026-03-29T01:30:00.000Z'],
])('what summer time skips in Berlin gives the moment of the skip: minute %i', (minute, moment) => {
  expect(at(3, 29, minute, 'Europe/Berlin')).toBe(moment);
});

test('also west of Greenwich, where the skip comes later than the clock says', () => {
  expect(at(3, 8, 120, 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
  expect(at(3, 8, 150, 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
  expect(at(3, 8, 180, 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
});

test('an hour that comes twice is meant the first time, and what follows comes after the second', () => {
  expect(at(10, 25, 150, 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(at(10, 25, 180, 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
});

test('a midnight that is skipped gives the first minute of that day', () => {
  // Cairo goes from 24:00 to 01:00.
  expect(at(4, 24, 0, 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
});

test('a midnight that the clock does not reach at first is meant when it does', () => {
  // Cairo goes from 24:00 back to 23:00.
  expect(at(10, 29, 1440, 'Africa/Cairo')).toBe('2026-10-29T22:00:00.000Z');
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Kiritimati',
);
const days = fc
  .date({ min: new Date('2015-01-02'), max: new Date('2035-12-30'), noInvalidDate: true })
  .map((date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
const minutes = fc.integer({ min: 0, max: 1439 });

test('the clock shows what was asked for, unless that is skipped', () => {
  fc.assert(
    fc.property(days, minutes, zones, (day, minute, zone) => {
      const shown = zonedParts(zonedTime(day, minute, zone), zone);
      if (shown.minute === minute) expect(shown).toMatchObject(day);
      else expect(shown.day !== day.day || shown.minute > minute).toBe(true);
    }),
  );
});

test('a later minute never gives an earlier moment, and no moment shows it sooner', () => {
  fc.assert(
    fc.property(days, minutes, minutes, zones, (day, one, other, zone) => {
      const [early, late] = one <= other ? [one, other] : [other, one];
      const first = zonedTime(day, early, zone).getTime();
      expect(first).toBeLessThanOrEqual(zonedTime(day, late, zone).getTime());
      const before = zonedParts(new Date(first - 60_000), zone);
      const sameDay = before.year === day.year && before.month === day.month && before.day === day.day;
      expect(sameDay && before.minute >= early).toBe(false);
    }),
  );
});
