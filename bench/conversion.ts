import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn, startSystem } from '../tests/support/system.ts';
import { convertedLeads, createLeads, proveOnce, type Call, type Lead } from './conversion-leads.ts';
import { readCpu } from './cpu.ts';
import { percentiles, round } from './latency.ts';
import { describeMachine } from './machine.ts';
import { readMemoryOf } from './memory.ts';
import type { BenchOptions } from './options.ts';
import { readParts } from './parts.ts';

/** Converted one by one before the rest, to tell how long a conversion takes when nothing else happens. */
const aloneCount = 20;
const lookMs = 50;
const patienceMs = 120_000;

/**
 * Converts leads on a whole system of its own: over REST, by the durable process, until each lead says that it is
 * converted. Proves from the database that each became one account, one contact and one opportunity.
 */
export async function benchConversion(options: BenchOptions, tell: (line: string) => void): Promise<object> {
  tell('a system of its own');
  await using system = await startSystem();
  const { run } = system;
  const call = await signIn(run, 'admin');
  const mark = `bench-${randomUUID().slice(0, 8)}`;
  const started = performance.now();
  const leads = await createLeads(call, mark, options.count + aloneCount, options.connections);
  const captured = (performance.now() - started) / 1_000;
  tell(`${leads.length} leads scored, assigned and qualified in ${round(captured)} s`);

  const alone = leads.slice(0, aloneCount);
  const together = leads.slice(aloneCount);
  const aloneMs: number[] = [];
  for (const lead of alone) aloneMs.push(...(await convertAll(call, mark, [lead], 1)).latencies);
  tell(`one at a time: ${JSON.stringify(percentiles(aloneMs))} ms`);

  const before = readParts(run, readCpu);
  const burst = await convertAll(call, mark, together, options.connections);
  const after = readParts(run, readCpu);
  const perSecond = round(together.length / burst.seconds);
  tell(`${together.length} in ${round(burst.seconds)} s: ${perSecond}/s`);
  return {
    benchmark: 'conversion',
    date: new Date().toISOString(),
    machine: await describeMachine(run.database.url),
    sizes: { leads: leads.length, converted: together.length },
    connections: options.connections,
    capture: { seconds: round(captured), throughput: round(leads.length / captured) },
    seconds: round(burst.seconds),
    throughput: perSecond,
    /** From the request to the lead's `converted`, all asked for at once: mostly waiting for one's turn. ms */
    ...percentiles(burst.latencies),
    /** The same, each asked for when the one before was done. ms */
    alone: percentiles(aloneMs),
    /** The request itself. ms */
    request: percentiles(burst.requests),
    /** Of each part, per conversion; the API's holds ours to see what is converted. */
    cpuMs: Object.fromEntries(
      Object.entries(after).map(([part, used]) => [part, round((used - (before[part] ?? 0)) / together.length)]),
    ),
    memoryMib: readParts(run, readMemoryOf),
    proof: await proveOnce(run.database.url, mark),
  };
}

/** Asks for all conversions and waits until the last lead is converted. */
async function convertAll(call: Call, mark: string, leads: readonly Lead[], connections: number) {
  const asked = new Map<string, number>();
  const seen = new Map<string, number>();
  const requests: number[] = [];
  const queue = [...leads];
  const started = performance.now();
  const ask = async () => {
    for (let lead = queue.shift(); lead; lead = queue.shift()) {
      const sent = performance.now();
      asked.set(lead.id, sent);
      const answer = await call('POST', `/crm/v1/leads/${lead.id}/convert`, {});
      if (answer.status !== 202) throw new Error(`Converting gave ${answer.status}: ${JSON.stringify(answer.body)}`);
      requests.push(performance.now() - sent);
    }
  };
  const asking = Promise.all(Array.from({ length: connections }, ask));
  const wanted = new Set(leads.map(({ id }) => id));
  while (seen.size < leads.length) {
    if (performance.now() - started > patienceMs)
      throw new Error(`Only ${seen.size} of ${leads.length} were converted.`);
    for (const id of await convertedLeads(call, mark, wanted)) {
      wanted.delete(id);
      seen.set(id, performance.now());
    }
    await sleep(lookMs);
  }
  await asking;
  const latencies = leads.map(({ id }) => (seen.get(id) ?? 0) - (asked.get(id) ?? 0));
  return { latencies, requests, seconds: (Math.max(...seen.values()) - started) / 1_000 };
}
