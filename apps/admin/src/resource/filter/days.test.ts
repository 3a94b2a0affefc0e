import { addDays, today } from '@crm/ui/format/plain-date';
import { expect, test } from 'vitest';
import { resolveDay } from './days.ts';

test('days are counted from today', () => {
  expect(resolveDay('0d')).toBe(today());
  expect(resolveDay('-30d')).toBe(addDays(today(), -30));
  expect(resolveDay('7d')).toBe(addDays(today(), 7));
});

test('a day of the calendar is itself', () => {
  expect(resolveDay('2026-12-31')).toBe('2026-12-31');
});

test('what is no day is none', () => {
  for (const value of [undefined, '', 'soon', '12', '2026-1-1', '99999d']) expect(resolveDay(value)).toBeUndefined();
});
