import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { signIn } from './api-client.ts';
import { describe, percentiles } from './latency.ts';
import { loadAtRate, writeRequest } from './load.ts';
import type { BenchOptions } from './options.ts';
import type { Run } from '../tests/support/system.ts';

const lookMs = 500;
const patienceMs = 30 * 60_000;

/** Asks again and again until there is an answer. */
export async function until<T>(ask: () => Promise<T | undefined>, everyMs = lookMs): Promise<T> {
  const started = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() - started > patienceMs) throw new Error('It took too long.');
    await sleep(everyMs);
  }
}

/** Makes so many, a few at once. @returns how long each took, ms */
export async function makeMany(count: number, atOnce: number, make: (index: number) => Promise<void>) {
  const latencies: number[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++) {
      const sent = performance.now();
      await make(index);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return latencies;
}

/** Until the process of each subject has looked for the first time, which its log tells. @returns how long each took, ms */
export async function waitForStarts(client: pg.Client, kind: string, subjects: readonly string[]) {
  return until(async () => {
    const { rows } = await client.query<{ ms: number }>(
      `select extract(epoch from min(l.at) - p.started_at)::float8 * 1000 as ms
         from crm_core.crm_processes p join crm_core.crm_process_log l on l.process_id = p.id
        where p.kind = $1 and p.subject_id = any($2) group by p.id`,
      [kind, subjects],
    );
    return rows.length >= subjects.length ? percentiles(rows.map(({ ms }) => ms)) : undefined;
  });
}

/** The first page of processes as people ask for it while all of these run. */
export async function readLists(run: Run, { connections, rate, seconds }: BenchOptions) {
  const port = Number(new URL(run.url).port);
  const read = async (role: string, query: string) => {
    const { email, password } = run.logins.find((login) => login.role === role) ?? { email: '', password: '' };
    const { headers } = await signIn(run.url, email, password);
    const request = writeRequest({ method: 'GET', path: `/crm/v1/processes?limit=50&${query}`, headers });
    const traffic = { port, next: () => request, status: 200 };
    await loadAtRate(traffic, connections, 1, rate);
    return { role, query, ...describe(await loadAtRate(traffic, connections, seconds, rate)) };
  };
  return [
    await read('admin', 'open=true'),
    await read('admin', 'state=waiting_human'),
    await read('manager', 'open=true'),
    await read('manager', 'needs_me=true'),
    await read('sales_rep', 'open=true'),
  ];
}
