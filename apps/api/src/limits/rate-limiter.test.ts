import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

const most = 20_000;

test('who has used nothing up lately is forgotten first when there are too many', () => {
  const limiter = new RateLimiter({ perSecond: 1, burst: 2 });
  limiter.take('spent', 0, 2);
  for (let index = 0; index < most; index += 1) limiter.take(`guest ${index}`, 0);
  expect(limiter.knows('spent'), 'the longest unused goes when none is full').toBe(false);

  limiter.take('spent again', 1_000, 2);
  limiter.take('one more', 1_500);
  expect(limiter.knows('spent again')).toBe(true);
  expect(limiter.knows('guest 1')).toBe(false);
  expect(limiter.take('spent again', 1_600).taken).toBe(false);
});

test('who is forgotten begins anew', () => {
  const limiter = new RateLimiter({ perSecond: 1, burst: 1 });
  limiter.take('somebody', 0);
  expect(limiter.take('somebody', 0).taken).toBe(false);
  limiter.forget('somebody');
  expect(limiter.take('somebody', 0).taken).toBe(true);
});
