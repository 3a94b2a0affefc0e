import { randomUUID } from 'node:crypto';
import { withPostgres } from '@crm/local/postgres-client';
import type pg from 'pg';
import { rowsOf, signIn, startSystem, type Caller } from '../tests/support/system.ts';
import { readCpu } from './cpu.ts';
import { percentiles, round } from './latency.ts';
import { describeMachine } from './machine.ts';
import { readMemoryOf } from './memory.ts';
import { makeMany, readLists, until, waitForStarts } from './open-runs.ts';
import type { BenchOptions } from './options.ts';
import { readParts } from './parts.ts';

type Tell = (line: string) => void;

/** So many of them are decided on while the others wait. */
const decided = 100;

/**
 * Hands in quotes over REST on a whole system of its own, each watched by a durable process that waits for a manager. Tells
 * what the waiting costs, how soon a process begins, how soon it hears of a decision, and how fast the lists are meanwhile.
 */
export async function benchApprovals(options: BenchOptions, tell: Tell): Promise<object> {
  tell('a system of its own');
  await using system = await startSystem();
  const { run } = system;
  return await withPostgres(run.database.url, async (client) => {
    const before = readParts(run, readMemoryOf);
    const cpuBefore = readParts(run, readCpu);
    const started = performance.now();
    const { quotes, latencies } = await handIn(run, options);
    const seconds = (performance.now() - started) / 1_000;
    tell(`${quotes.length} quotes handed in, in ${round(seconds)} s`);
    const starts = await waitForStarts(client, 'quote-approval', quotes);
    tell(`watched: ${JSON.stringify(starts)} ms after they were handed in`);
    const memory = readParts(run, readMemoryOf);
    const cpu = readParts(run, readCpu);
    const lists = await readLists(run, options);
    const signals = await decideSome(await signIn(run, 'manager'), client, quotes);
    tell(`heard of a decision after ${JSON.stringify(signals)} ms`);
    return {
      benchmark: 'approvals',
      date: new Date().toISOString(),
      machine: await describeMachine(run.database.url),
      sizes: { approvals: quotes.length, decided: Math.min(decided, quotes.length) },
      connections: options.connections,
      /** Two requests each: the quote, and the handing in. */
      handingIn: { seconds: round(seconds), throughput: round(quotes.length / seconds), ...percentiles(latencies) },
      /** From the handing in to the first look of the process. ms */
      starts,
      /** From the answer to a decision to the end of the process. ms */
      signals,
      lists,
      memoryMib: Object.fromEntries(
        Object.entries(memory).map(([part, used]) => [part, { before: before[part] ?? 0, after: used }]),
      ),
      cpuMsPerApproval: Object.fromEntries(
        Object.entries(cpu).map(([part, used]) => [part, round((used - (cpuBefore[part] ?? 0)) / quotes.length)]),
      ),
      proof: await prove(client, quotes),
    };
  });
}

/** Quotes that give away more than their author may, so that a manager is asked. */
async function handIn(run: Parameters<typeof signIn>[0], { count, connections }: BenchOptions) {
  let sales = await signIn(run, 'sales_rep');
  const [account] = rowsOf(await sales('GET', '/crm/v1/accounts?limit=1'));
  const [product] = rowsOf(await sales('GET', '/crm/v1/products?limit=1'));
  const lines = [{ product_id: product?.['id'], quantity: '3', discount_percent: '30' }];
  const quotes: string[] = [];
  const latencies = await makeMany(count, connections, async (index) => {
    // A token lives for a quarter of an hour.
    if (index % 1_000 === 999) sales = await signIn(run, 'sales_rep');
    const quote = await need(sales, '/crm/v1/quotes', { account_id: account?.['id'], currency: 'EUR', lines });
    const id = String(quote['id']);
    const handedIn = await need(sales, `/crm/v1/quotes/${id}/submit`, {});
    if (handedIn['status'] !== 'pending_approval') throw new Error(`A quote is ${String(handedIn['status'])}.`);
    quotes.push(id);
  });
  return { quotes, latencies };
}

async function need(call: Caller, path: string, payload: object): Promise<Record<string, unknown>> {
  const answer = await call('POST', path, payload);
  if (answer.status >= 300) throw new Error(`${path} gave ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Approves some, one after the other, and waits until the process of each has ended. */
async function decideSome(manager: Caller, client: pg.Client, quotes: readonly string[]) {
  const latencies: number[] = [];
  for (const id of quotes.slice(0, decided)) {
    await need(manager, `/crm/v1/quotes/${id}/approve`, { comment: randomUUID() });
    const answered = performance.now();
    await until(async () => {
      const { rowCount } = await client.query(
        `select from crm_core.crm_processes where kind = 'quote-approval' and subject_id = $1 and state = 'completed'`,
        [id],
      );
      return (rowCount ?? 0) > 0 || undefined;
    }, 5);
    latencies.push(performance.now() - answered);
  }
  return percentiles(latencies);
}

/** Each quote has one process: of those that were decided on it has ended, all others wait for a person. */
async function prove(client: pg.Client, quotes: readonly string[]) {
  const { rows } = await client.query<{ processes: number; waiting: number; ended: number }>(
    `select count(*)::int as processes, count(*) filter (where state = 'waiting_human')::int as waiting,
        count(*) filter (where state = 'completed')::int as ended
       from crm_core.crm_processes where kind = 'quote-approval' and subject_id = any($1)`,
    [quotes],
  );
  const ended = Math.min(decided, quotes.length);
  const expected = { processes: quotes.length, waiting: quotes.length - ended, ended };
  if (JSON.stringify(rows[0]) !== JSON.stringify(expected)) {
    throw new Error(`Expected ${JSON.stringify(expected)}, found ${JSON.stringify(rows[0])}.`);
  }
  return rows[0];
}
