import { readLogTail } from '@crm/local/process';
import { waitFor } from '@crm/local/wait';
import { logPath, type CliConfig } from '../env.ts';
import { serviceNames } from './services.ts';
import type { Supervision } from './supervisor.ts';

const readyMs = 90_000;
const askMs = 3_000;
const lookMs = 200;
const crashesToGiveUp = 3;

export interface HealthAnswer {
  readonly ok: boolean;
  /** What the API says of its parts, as text; the reason when it says nothing. */
  readonly body: string;
}

/** Asks the API for every part of the system: `/health/ready` would say only whether the API itself can serve.
 * Never throws: no answer is an answer. */
export async function askHealth(url: string, path = '/health'): Promise<HealthAnswer> {
  try {
    const response = await fetch(new URL(path, url), { signal: AbortSignal.timeout(askMs) });
    return { ok: response.ok, body: await response.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { ok: false, body: cause };
  }
}

/**
 * Waits until the API says that all parts are ready.
 * @throws Error that names the part that keeps crashing, or what the API said last.
 */
export async function waitUntilReady(config: CliConfig, url: string, supervision: Supervision): Promise<void> {
  let last = '';
  const ready = await waitFor(
    async () => {
      for (const name of serviceNames) {
        if (supervision.crashes(name) < crashesToGiveUp) continue;
        const logFile = logPath(config, name);
        throw new Error(`The ${name} does not stay up. ${logFile} ends:\n${readLogTail(logFile)}`);
      }
      const { ok, body } = await askHealth(url);
      last = body;
      return ok ? true : undefined;
    },
    { timeoutMs: readyMs, intervalMs: lookMs },
  );
  if (ready === undefined) throw new Error(`The system is not ready after ${readyMs / 1_000} s. The API says: ${last}`);
}
