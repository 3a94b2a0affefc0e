import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastMonths } from './months.rules.ts';

test('over the turn of a year, and also on a day that other months do not have', () => {
  expect(lastMonths(new Date('2027-01-31T23:59:59.999Z'), 3, 'UTC').map(({ name }) => name)).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
  ]);
});

test('follow each other without a gap, and the last one holds now', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 36 }), (now, count) => {
      const months = lastMonths(now, count, 'UTC');
      expect(months).toHaveLength(count);
      for (const [at, { from, name }] of months.entries()) {
        expect(from.toISOString()).toBe(`${name}-01T00:00:00.000Z`);
        if (at > 0) expect(months[at - 1]?.to).toEqual(from);
      }
      const last = months.at(-1);
      expect(last && last.from <= now && now < last.to).toBe(true);
    }),
  );
});

test('begin and end where the reader is: at midnight there, also where summer time begins between', () => {
  const [march, april] = lastMonths(new Date('2026-04-15T12:00:00Z'), 2, 'Europe/Berlin');
  expect([march?.name, march?.from.toISOString()]).toEqual(['2026-03', '2026-02-28T23:00:00.000Z']);
  expect([april?.name, april?.from.toISOString()]).toEqual(['2026-04', '2026-03-31T22:00:00.000Z']);
  expect(lastMonths(new Date('2026-12-31T23:30:00Z'), 1, 'Asia/Dubai')[0]?.name).toBe('2027-01');
});
