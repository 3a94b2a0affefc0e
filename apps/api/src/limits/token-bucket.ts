// Written out because the libraries count in windows (ADR 0014).

/** A rule of how often something may be done. */
export interface Rate {
  /** Sustained. */
  readonly perSecond: number;
  /** At once, after a rest. */
  readonly burst: number;
}

/** A bucket is as full as it was left, and fills while time goes by. */
export interface Bucket {
  readonly tokens: number;
  /** ms since the epoch. */
  readonly at: number;
}

export interface Take {
  readonly taken: boolean;
  readonly bucket: Bucket;
  /** Until as many tokens as were asked for are there; 0 when they were. */
  readonly waitMs: number;
}

/** Takes tokens from a bucket, or leaves it as it is; a bucket that nobody has used is full. A clock that goes back adds nothing. */
export function take({ perSecond, burst }: Rate, bucket: Bucket | undefined, now: number, count = 1): Take {
  const since = bucket === undefined ? 0 : Math.max(0, now - bucket.at);
  const tokens = bucket === undefined ? burst : Math.min(burst, bucket.tokens + (since / 1000) * perSecond);
  const left = tokens - count;
  if (left >= 0) return { taken: true, bucket: { tokens: left, at: now }, waitMs: 0 };
  return { taken: false, bucket: { tokens, at: now }, waitMs: Math.ceil((-left / perSecond) * 1000) };
}

/** How long a bucket takes to be full again, when nobody uses it. */
export function fullInMs({ perSecond, burst }: Rate, { tokens }: Bucket): number {
  return Math.ceil(((burst - tokens) / perSecond) * 1000);
}
