import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedParts } from '../time-zone.ts';
import { afterQuiet, digests, mailMoment } from './delivery.rules.ts';

const always = { quietFromMinute: null, quietToMinute: null };
const nights = { quietFromMinute: 22 * 60, quietToMinute: 7 * 60 };
const at = (text: string) => new Date(text);

test.each([
  ['at_once', '2026-11-23T10:20:00Z', '2026-11-23T10:20:03Z'],
  ['hourly', '2026-11-23T10:20:00Z', '2026-11-23T11:00:00Z'],
  ['hourly', '2026-11-23T23:20:00Z', '2026-11-24T00:00:00Z'],
  ['daily', '2026-11-23T10:20:00Z', '2026-11-24T07:00:00Z'],
  ['daily', '2026-11-23T06:20:00Z', '2026-11-23T07:00:00Z'],
] as const)('%s mail of %s comes at %s, by the clock of Berlin', (digest, now, expected) => {
  expect(mailMoment(at(now), { digest, ...always }, 'Europe/Berlin')).toEqual(at(expected));
});

test('what happens in quiet hours is told at their end, also over midnight', () => {
  const berlin = (now: string) => afterQuiet(at(now), nights, 'Europe/Berlin');
  expect(berlin('2026-11-23T20:59:00Z')).toEqual(at('2026-11-23T20:59:00Z'));
  expect(berlin('2026-11-23T21:00:00Z')).toEqual(at('2026-11-24T06:00:00Z'));
  expect(berlin('2026-11-24T05:59:00Z')).toEqual(at('2026-11-24T06:00:00Z'));
  expect(berlin('2026-11-24T06:00:00Z')).toEqual(at('2026-11-24T06:00:00Z'));
});

const moments = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true });
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe');
const minutes = fc.integer({ min: 0, max: 1_439 });
const dayMs = 86_400_000;

test('whatever somebody wishes, it is told later or now, within two days, and never in quiet hours', () => {
  const wishes = fc.record({ digest: fc.constantFrom(...digests), quietFromMinute: minutes, quietToMinute: minutes });
  fc.assert(
    fc.property(moments, wishes, zones, (now, wanted, zone) => {
      const told = mailMoment(now, wanted, zone);
      expect(told.getTime()).toBeGreaterThanOrEqual(now.getTime());
      expect(told.getTime() - now.getTime()).toBeLessThan(2 * dayMs + dayMs / 12);
      const { quietFromMinute: from, quietToMinute: to } = wanted;
      const { minute } = zonedParts(told, zone);
      // The end itself may be skipped by summer time: then it is told at the first moment after the skip.
      const isQuiet = from < to ? minute >= from && minute < to : from > to && (minute >= from || minute < to);
      expect(isQuiet).toBe(false);
    }),
  );
});
