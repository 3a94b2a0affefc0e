import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedParts } from '../time-zone.ts';
import { followUpSubject, nextFollowUp } from './follow-up.rules.ts';

const weekdays = [1, 2, 3, 4, 5];

test('the next working day at ten, by the owner’s clock', () => {
  const wednesday = new Date('2026-11-25T12:00:00Z');
  expect(nextFollowUp(wednesday, weekdays, 'UTC').toISOString()).toBe('2026-11-26T10:00:00.000Z');
  expect(nextFollowUp(wednesday, weekdays, 'Europe/Moscow').toISOString()).toBe('2026-11-26T07:00:00.000Z');
  expect(nextFollowUp(wednesday, weekdays, 'America/New_York').toISOString()).toBe('2026-11-26T15:00:00.000Z');
});

test('the day is the owner’s day, not that of the server', () => {
  const lateTuesday = new Date('2026-11-24T22:00:00Z');
  expect(nextFollowUp(lateTuesday, weekdays, 'Asia/Tokyo').toISOString()).toBe('2026-11-26T01:00:00.000Z');
});

test('week-ends are skipped, and are different ones in Riyadh', () => {
  const friday = new Date('2026-11-27T12:00:00Z');
  expect(nextFollowUp(friday, weekdays, 'UTC').toISOString()).toBe('2026-11-30T10:00:00.000Z');
  expect(nextFollowUp(friday, [7, 1, 2, 3, 4], 'Asia/Riyadh').toISOString()).toBe('2026-11-29T07:00:00.000Z');
});

test('it is ten o’clock there on both sides of summer time, in every zone', () => {
  const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
  );
  fc.assert(
    fc.property(instants, zones, (now, zone) => {
      const due = nextFollowUp(now, weekdays, zone);
      const parts = zonedParts(due, zone);
      expect(parts.minute).toBe(600);
      expect(weekdays).toContain(parts.weekday);
      expect(due.getTime()).toBeGreaterThan(now.getTime());
      expect(due.getTime() - now.getTime()).toBeLessThan(5 * 86_400_000);
    }),
  );
});

test('is called in the language of whoever does it', () => {
  expect(followUpSubject('ru', 'Acme')).toBe('Связаться: Acme');
  expect(followUpSubject('en', 'Acme')).toContain('Acme');
  expect(followUpSubject('ar', 'Acme')).toContain('Acme');
});
