import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedParts } from '../time-zone.ts';
import { latestTurn, scheduleTurns, type Schedule } from './schedule.rules.ts';

const at = (text: string) => new Date(text);
const berlin = { minute: 9 * 60, timeZone: 'Europe/Berlin' } as const;

test.each([
  ['a day, before its minute', { every: 'day', ...berlin }, '2027-01-10T07:59:00Z', '2027-01-09T08:00:00Z'],
  ['a day, at its minute', { every: 'day', ...berlin }, '2027-01-10T08:00:00Z', '2027-01-10T08:00:00Z'],
  ['a day in summer time', { every: 'day', ...berlin }, '2027-07-10T12:00:00Z', '2027-07-10T07:00:00Z'],
  ['a week, on its day', { every: 'week', weekday: 5, ...berlin }, '2027-01-15T12:00:00Z', '2027-01-15T08:00:00Z'],
  ['a week, days later', { every: 'week', weekday: 5, ...berlin }, '2027-01-20T12:00:00Z', '2027-01-15T08:00:00Z'],
  ['a short month ends it', { every: 'month', day: 31, ...berlin }, '2027-03-05T12:00:00Z', '2027-02-28T08:00:00Z'],
  ['a month over the new year', { every: 'month', day: 20, ...berlin }, '2027-01-05T12:00:00Z', '2026-12-20T08:00:00Z'],
] satisfies [string, Schedule, string, string][])('the latest turn of %s', (_, schedule, now, turn) => {
  expect(latestTurn(schedule, at(now))).toEqual(at(turn));
});

const schedule = fc.record({
  every: fc.constantFrom(...scheduleTurns),
  weekday: fc.integer({ min: 1, max: 7 }),
  day: fc.integer({ min: 1, max: 31 }),
  minute: fc.integer({ min: 0, max: 1_439 }),
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'),
});
const moment = fc.date({ min: at('2024-01-01T00:00:00Z'), max: at('2034-01-01T00:00:00Z'), noInvalidDate: true });

/** Walks back minute by minute: slow, and sure. */
function walkedBack({ every, weekday, day, minute, timeZone }: Required<Schedule>, now: Date): Date | null {
  for (let ms = Math.floor(now.getTime() / 60_000) * 60_000; ms > now.getTime() - 3 * 86_400_000; ms -= 60_000) {
    const parts = zonedParts(new Date(ms), timeZone);
    const days = new Date(Date.UTC(parts.year, parts.month, 0)).getUTCDate();
    const isDay = every === 'day' || (every === 'week' ? parts.weekday === weekday : parts.day === Math.min(day, days));
    const before = zonedParts(new Date(ms - 60_000), timeZone).minute;
    const isSkipped = before < minute && minute < parts.minute;
    if (isDay && (parts.minute === minute || isSkipped)) return new Date(ms);
  }
  return null;
}

test('it is the turn that somebody finds who walks back minute by minute', () => {
  fc.assert(
    fc.property(schedule, moment, (says, now) => {
      const turn = latestTurn(says, now);
      expect(turn.getTime()).toBeLessThanOrEqual(now.getTime());
      const found = walkedBack(says, now);
      // A minute that comes twice when summer time ends is taken once, at the first.
      if (found !== null) expect(Math.abs(found.getTime() - turn.getTime())).toBeLessThanOrEqual(3_600_000);
      else expect(now.getTime() - turn.getTime()).toBeGreaterThan(86_400_000);
    }),
    { numRuns: 200 },
  );
});

test('looked at later, an earlier turn never comes back', () => {
  fc.assert(
    fc.property(schedule, moment, fc.integer({ min: 0, max: 40 * 86_400_000 }), (says, now, later) => {
      const then = new Date(now.getTime() + later);
      expect(latestTurn(says, then).getTime()).toBeGreaterThanOrEqual(latestTurn(says, now).getTime());
    }),
  );
});
