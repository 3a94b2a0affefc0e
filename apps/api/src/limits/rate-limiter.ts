import { fullInMs, take, type Bucket, type Rate, type Take } from './token-bucket.ts';

/** Buckets that are kept; beyond that the ones that are full again go, and then the ones used longest ago. */
const mostBuckets = 20_000;

/** Buckets by who they belong to, in the memory of this process. */
export class RateLimiter {
  readonly rate: Rate;
  #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.rate = rate;
  }

  knows(key: string): boolean {
    return this.#buckets.has(key);
  }

  take(key: string, now: number, count = 1): Take {
    const result = take(this.rate, this.#buckets.get(key), now, count);
    // Last in the order of the map: used last.
    this.#buckets.delete(key);
    this.#buckets.set(key, result.bucket);
    if (this.#buckets.size > mostBuckets) this.#makeRoom(now);
    return result;
  }

  forget(key: string): void {
    this.#buckets.delete(key);
  }

  #makeRoom(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      const full = now - bucket.at >= fullInMs(this.rate, bucket);
      if (full || this.#buckets.size > mostBuckets) this.#buckets.delete(key);
    }
  }
}
