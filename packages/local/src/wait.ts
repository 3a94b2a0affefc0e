import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds until the wait is given up. */
  readonly timeoutMs: number;
  /** Milliseconds between two tries. */
  readonly intervalMs?: number;
}

const defaultIntervalMs = 50;

/**
 * Calls `check` until it gives something other than `undefined`, and gives that.
 * `undefined` when the time is over. An error thrown by `check` ends the wait.
 */
export async function waitFor<T>(
  check: () => Promise<T | undefined> | T | undefined,
  { timeoutMs, intervalMs = defaultIntervalMs }: WaitOptions,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() >= deadline) return undefined;
    await delay(intervalMs);
  }
}
