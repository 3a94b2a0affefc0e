import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, readLogTail, type ProcessRef } from '@crm/local/process';
import type { Progress } from '../output.ts';

/** A part of the system that is started again when it ends. */
export interface Part {
  readonly name: string;
  readonly logFile: string;
  readonly process: ProcessRef;
  restart(): Promise<ProcessRef>;
}

export interface Supervision {
  /** The process numbers as they are now. */
  pids(): Record<string, number>;
  /** How often a part has ended by itself so far. */
  crashes(name: string): number;
  /** Settles when the signal has come and no part is being started any more. */
  readonly ended: Promise<void>;
}

const lookMs = 250;
const firstPauseMs = 250;
const longestPauseMs = 30_000;
const steadyMs = 60_000;
const msPerSecond = 1_000;
const shownLogLines = 8;

/**
 * Watches the parts and starts again what ends, with growing pauses, until the signal comes.
 * A crash is never silent: it is told, with the end of the part's log.
 * @param onChange Called with the new process numbers after a part was started again.
 */
export function superviseParts(
  parts: readonly Part[],
  progress: Progress,
  signal: AbortSignal,
  onChange: (pids: Record<string, number>) => void,
): Supervision {
  const processes = new Map(parts.map((part) => [part.name, part.process]));
  const crashes = new Map<string, number>();
  const pids = () => Object.fromEntries([...processes].map(([name, { pid }]) => [name, pid]));

  const watch = async (part: Part) => {
    let current = part.process;
    let startedAt = performance.now();
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      await delay(lookMs, undefined, { signal });
      if (isAlive(current)) continue;
      crashes.set(part.name, (crashes.get(part.name) ?? 0) + 1);
      if (performance.now() - startedAt > steadyMs) pauseMs = firstPauseMs;
      progress.warn(
        `${part.name} (process ${current.pid}) ended by itself. Starting it again in ${pauseMs / msPerSecond} s. ${part.logFile} ends:\n${readLogTail(part.logFile, shownLogLines)}`,
      );
      await delay(pauseMs, undefined, { signal });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      startedAt = performance.now();
      try {
        current = await part.restart();
        processes.set(part.name, current);
        progress.note(`${part.name} runs again (process ${current.pid})`);
        onChange(pids());
      } catch (error) {
        progress.warn(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const watching = parts.map((part) =>
    watch(part).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    }),
  );
  const ended = Promise.all(watching).then(() => undefined);
  return { pids, crashes: (name) => crashes.get(name) ?? 0, ended };
}
