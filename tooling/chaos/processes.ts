import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@crm/local/wait';
import { auditProcesses, findUnrest, type ProcessBooks } from './process-books.ts';
import { openStage } from './stories.ts';
import { parts, type ChaosSystem, type Part } from './system.ts';

interface ProcessesResult extends ProcessBooks {
  readonly stories: Readonly<Record<string, number>>;
  readonly kills: Readonly<Record<Part, number>>;
  readonly seconds: { readonly loaded: number; readonly toRest: number };
}

const lines = 10;
const pauseMs = [2_000, 15_000] as const;
/** A mail whose sender was killed is taken up by another after five minutes. */
const restMs = 400_000;

/**
 * Processes of every kind side by side, while parts are killed at random moments for so many minutes.
 * @returns what the books say once everything has come to rest
 */
export async function runProcesses(
  system: ChaosSystem,
  minutes: number,
  tell: (line: string) => void,
): Promise<ProcessesResult> {
  const since = new Date();
  const { asked, stories } = await openStage(system);
  const told = Object.fromEntries(Object.keys(stories).map((name) => [name, 0]));
  const kills: Record<Part, number> = { worker: 0, api: 0, temporal: 0, postgres: 0 };
  const failed: string[] = [];
  const began = performance.now();
  const isOver = () => performance.now() - began > minutes * 60_000;

  const line = async (first: number) => {
    const turns = Object.entries(stories);
    for (let turn = first; !isOver(); turn += 1) {
      const [name, tellStory] = turns[turn % turns.length] ?? ['', async () => undefined];
      await tellStory().then(
        () => (told[name] = (told[name] ?? 0) + 1),
        (error: unknown) => failed.push(`${name}: ${String(error)}`),
      );
    }
  };
  const killing = async () => {
    for (;;) {
      await sleep(randomInt(...pauseMs));
      if (isOver()) return;
      const part = parts[randomInt(parts.length)] ?? 'worker';
      await system.kill(part);
      kills[part] += 1;
      tell(
        `kill -9 ${part}; ${Object.entries(told)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}`,
      );
      await system.ready();
    }
  };
  await Promise.all([killing(), ...Array.from({ length: lines }, (_, first) => line(first))]);
  const loaded = performance.now();
  let unrest = '';
  const look = async () => {
    const found = (await findUnrest(system, since)).join(', ');
    if (found !== unrest) tell(`coming to rest: ${(unrest = found) || 'done'}`);
    return found === '' ? true : undefined;
  };
  await waitFor(look, { timeoutMs: restMs, intervalMs: 1_000 });
  const rested = performance.now();
  const books = await auditProcesses(system, asked, since);
  const wrong = [...failed, ...books.wrong];
  tell(`${books.total} runs under ${Object.values(kills).reduce((a, b) => a + b)} kills: ${wrong.length} wrong`);
  const seconds = (from: number, to: number) => Math.round((to - from) / 100) / 10;
  return {
    ...books,
    wrong,
    stories: told,
    kills,
    seconds: { loaded: seconds(began, loaded), toRest: seconds(loaded, rested) },
  };
}
