const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long an event is tried, and an endpoint that never answers is borne with. */
export const patienceMs = 72 * hourMs;

const firstPauseMs = 5 * secondMs;
const growth = 3;
const longestPauseMs = 6 * hourMs;
/** How far a pause lies from its middle at most: what failed together does not come back together. */
const jitter = 0.2;

/**
 * When a delivery that failed is tried again, each time later: after 5 s, 15 s, 45 s … and every six hours at last.
 * @param attempts how often it was tried
 * @param chance from 0 to 1
 * @returns `null` when its time is over
 */
export function nextDelivery(attempts: number, tryUntil: Date, now: Date, chance: number): Date | null {
  const pause = Math.min(firstPauseMs * growth ** (attempts - 1), longestPauseMs);
  const next = now.getTime() + Math.round(pause * (1 - jitter + 2 * jitter * chance));
  if (next <= tryUntil.getTime()) return new Date(next);
  // The last try comes when the time is over, not long before.
  return now < tryUntil ? tryUntil : null;
}

/** Whether an endpoint has failed for so long that it is sent nothing any more. */
export function isGivenUp(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= patienceMs;
}

/** How long the old secret signs beside the new one. */
export const usualOverlapHours = 24;
export const mostOverlapHours = 168;
