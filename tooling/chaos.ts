// npm run chaos [-- worker|api|temporal|postgres …] [accepted|started|match|choice|convert …] [random]
// npm run chaos -- processes [minutes]
// Kills each part of the running system at each named point of a conversion, and then parts at random while many
// conversions are under way. Each time the system starts again by itself, and every conversion must have ended once and
// wholly. With `processes`: runs of every kind for ten minutes, or as many as are given. One JSON object on standard output, progress on standard error.

import { waitFor } from '@crm/local/wait';
import { auditLeftovers } from './chaos/books.ts';
import { runCase, type CaseResult } from './chaos/cases.ts';
import { pointNames, points } from './chaos/points.ts';
import { runProcesses } from './chaos/processes.ts';
import { runRandom } from './chaos/random.ts';
import { parts, startChaosSystem } from './chaos/system.ts';

const usualMinutes = 10;
const began = performance.now();

function tell(line: string): void {
  process.stderr.write(`${((performance.now() - began) / 1_000).toFixed(1).padStart(7)} s  ${line}\n`);
}

const wanted = process.argv.slice(2);
const onlyRandom = wanted.length === 1 && wanted[0] === 'random';
const chosenParts = parts.some((part) => wanted.includes(part)) ? parts.filter((part) => wanted.includes(part)) : parts;
const chosenPoints = points.some((point) => wanted.includes(point))
  ? points.filter((point) => wanted.includes(point))
  : points;

tell('starting the system');
const system = await startChaosSystem();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    system.stop();
    process.exit(1);
  });
}
try {
  await system.ready();
  if (wanted[0] === 'processes') {
    const result = await runProcesses(system, Number(wanted[1] ?? usualMinutes), tell);
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    process.exitCode = result.wrong.length === 0 ? 0 : 1;
  } else await killAtPoints();
} finally {
  system.stop();
}

async function killAtPoints(): Promise<void> {
  const since = new Date();
  const results: CaseResult[] = [];
  for (const part of onlyRandom ? [] : chosenParts) {
    for (const point of chosenPoints) {
      const result = await runCase(system, part, point);
      results.push(result);
      const end = result.wrong.length === 0 ? `right after ${result.seconds} s` : `WRONG: ${result.wrong.join('; ')}`;
      tell(`kill -9 ${part} when ${pointNames[point]}: ${end}`);
    }
  }
  const random = wanted.length === 0 || wanted.includes('random') ? await runRandom(system, tell) : null;
  let leftovers: string[] = [];
  await waitFor(
    async () => {
      leftovers = await auditLeftovers(system.databaseUrl, since);
      return leftovers.length === 0 ? true : undefined;
    },
    { timeoutMs: 60_000, intervalMs: 500 },
  );
  const right = results.filter(({ wrong }) => wrong.length === 0);
  const times = right.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  const summary = {
    kills: results.length,
    right: right.length,
    secondsToRecover: { median: times[Math.floor(times.length / 2)] ?? null, longest: times.at(-1) ?? null },
    leftovers,
    random,
    cases: results,
  };
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  process.exitCode =
    right.length === results.length && leftovers.length === 0 && (random?.wrong.length ?? 0) === 0 ? 0 : 1;
}
