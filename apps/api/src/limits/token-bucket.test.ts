import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullInMs, take, type Bucket } from './token-bucket.ts';

const rate = { perSecond: 50, burst: 100 };

/** Sends requests at these times; tells which were let through. */
function send(times: readonly number[]): readonly number[] {
  let bucket: Bucket | undefined;
  return times.filter((at) => {
    const result = take(rate, bucket, at);
    bucket = result.bucket;
    return result.taken;
  });
}

describe('a token bucket', () => {
  it('lets a burst through after a rest, and then what is sustained', () => {
    expect(send(Array.from({ length: 150 }, () => 0))).toHaveLength(100);
    const steady = Array.from({ length: 500 }, (_, index) => index * 20);
    expect(send(steady)).toHaveLength(500);
    const forLong = Array.from({ length: 6_000 }, (_, index) => (index * 1_000) / 60);
    expect(send(forLong).length).toBeGreaterThanOrEqual(100 + 50 * 99);
    expect(send(forLong).length).toBeLessThanOrEqual(100 + 50 * 100);
  });

  it('never lets more through in any span of time than the burst and what fills in it', () => {
    const gaps = fc.array(fc.nat(60), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(gaps, (between) => {
        let now = 0;
        const passed = send(between.map((gap) => (now += gap)));
        const excess = passed.flatMap((start, first) =>
          passed.slice(first).map((end, count) => count + 1 - rate.burst - ((end - start) * rate.perSecond) / 1_000),
        );
        expect(excess.reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(1e-6);
      }),
      { numRuns: 30 },
    );
  });

  it('tells a time to wait after which the request passes, and not earlier', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 1, max: 100 }), (tokens, count) => {
        const { taken, waitMs, bucket } = take(rate, { tokens, at: 0 }, 0, count);
        expect(taken).toBe(tokens >= count);
        if (taken) return;
        expect(take(rate, bucket, waitMs + 1, count).taken).toBe(true);
        if (waitMs > 1) expect(take(rate, bucket, waitMs - 2, count).taken).toBe(false);
      }),
    );
  });

  it('gains nothing from a clock that goes back', () => {
    expect(take(rate, { tokens: 0, at: 1_000 }, 0).taken).toBe(false);
  });

  it('is full after the time that it tells', () => {
    expect(fullInMs(rate, { tokens: 0, at: 0 })).toBe(2_000);
    expect(fullInMs(rate, { tokens: 100, at: 0 })).toBe(0);
  });
});
