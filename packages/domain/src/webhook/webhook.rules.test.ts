import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGivenUp, nextDelivery, patienceMs } from './webhook.rules.ts';

const start = new Date('2026-03-01T00:00:00Z');
const until = new Date(start.getTime() + patienceMs);

test('pauses grow from seconds to six hours', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => {
    const next = nextDelivery(index + 1, until, start, 0.5);
    return ((next?.getTime() ?? 0) - start.getTime()) / 1_000;
  });
  expect(pauses).toEqual([5, 15, 45, 135, 405, 1_215, 3_645, 10_935, 21_600, 21_600]);
});

test('whatever the chances, tries go on to the last instant of the three days and end there', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (chances) => {
      let [now, attempts]: [Date, number] = [start, 1];
      for (const chance of chances) {
        const next = nextDelivery(attempts, until, now, chance);
        if (next === null) break;
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        [now, attempts] = [next, attempts + 1];
      }
      expect(now).toEqual(until);
      expect(attempts).toBeLessThan(30);
    }),
  );
});

test('an endpoint is given up after three days of failures, not before', () => {
  expect(isGivenUp(start, new Date(until.getTime() - 1))).toBe(false);
  expect(isGivenUp(start, until)).toBe(true);
});
