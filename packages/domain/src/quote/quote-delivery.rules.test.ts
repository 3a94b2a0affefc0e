import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfOffer, reminderOf } from './quote-delivery.rules.ts';

test('an offer ends with its last day, and one without a day never', () => {
  expect(endOfOffer({ validUntil: '2026-12-31' })).toEqual(new Date('2027-01-01T00:00:00Z'));
  expect(endOfOffer({ validUntil: null })).toBeNull();
});

test('its customer is reminded three days before the end', () => {
  const sentAt = new Date('2026-12-01T09:00:00Z');
  expect(reminderOf({ sentAt, validUntil: '2026-12-31' })).toEqual(new Date('2026-12-29T00:00:00Z'));
  expect(reminderOf({ sentAt, validUntil: '2026-12-03' })).toBeNull();
  expect(reminderOf({ sentAt, validUntil: null })).toEqual(new Date('2026-12-08T09:00:00Z'));
});

test('nobody is reminded after the end, or on the day of getting it', () => {
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: -5, max: 400 }), (sentAt, forDays) => {
      const validUntil = new Date(sentAt.getTime() + forDays * 86_400_000).toISOString().slice(0, 10);
      const at = reminderOf({ sentAt, validUntil });
      const end = endOfOffer({ validUntil });
      if (at === null || end === null) return;
      expect(at < end).toBe(true);
      expect(at.getTime() - sentAt.getTime()).toBeGreaterThan(86_400_000);
    }),
  );
});
