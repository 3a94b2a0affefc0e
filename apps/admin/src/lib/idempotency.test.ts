import { expect, test } from 'vitest';
import { idempotencyKeyOf } from './idempotency.ts';

test('a write that is sent again carries the same key', () => {
  const input = { id: 'a' };
  expect(idempotencyKeyOf(input)).toBe(idempotencyKeyOf(input));
});

test('another write of the same content carries another key', () => {
  expect(idempotencyKeyOf({ id: 'a' })).not.toBe(idempotencyKeyOf({ id: 'a' }));
  expect(idempotencyKeyOf(undefined)).not.toBe(idempotencyKeyOf(undefined));
});
