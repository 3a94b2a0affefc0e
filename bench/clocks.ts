import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { withPostgres } from '@crm/local/postgres-client';
import type pg from 'pg';
import { signIn, startSystem, type Caller } from '../tests/support/system.ts';
import { readCpu } from './cpu.ts';
import { percentiles, round } from './latency.ts';
import { describeMachine } from './machine.ts';
import { readMemoryOf } from './memory.ts';
import { makeMany, readLists, until, waitForStarts } from './open-runs.ts';
import type { BenchOptions } from './options.ts';
import { readParts } from './parts.ts';

type Tell = (line: string) => void;

/** How many of all get a clock that runs out while we look. */
const urgentShare = 0.1;
/** The time of those: their warnings come at half, three quarters and nine tenths of it. Minutes */
const urgentMinutes = 4;
const longMinutes = 100_000;
/** What a warning or a breach may be late. ms */
const promisedMs = 2_000;

/**
 * Opens tickets over REST on a whole system of its own, each watched by a durable process; the clocks of a tenth run out
 * while the rest is answered and waits. Tells what the processes cost, how soon they begin and hear of a change, and how
 * long after its instant each warning and breach was told.
 */
export async function benchClocks(options: BenchOptions, tell: Tell): Promise<object> {
  tell('a system of its own');
  await using system = await startSystem();
  const { run } = system;
  const call = await signIn(run, 'admin');
  const mark = `bench-${randomUUID().slice(0, 8)}`;
  // The system goes when this function is left: not before the answer is there.
  return await withPostgres(run.database.url, async (client) => {
    const categoryId = await makeDesk(call, mark);
    const agent = String((await call('GET', '/admin/me')).body['id']);
    const before = readParts(run, readMemoryOf);
    const cpuBefore = readParts(run, readCpu);
    const openedAt = performance.now();
    const urgent = urgentOf(options.count);
    const opening = { mark, categoryId, agent, connections: options.connections };
    const { tickets, latencies } = await openTickets(call, {
      ...opening,
      priority: 'normal',
      count: options.count - urgent,
    });
    const opened = (performance.now() - openedAt) / 1_000;
    tell(`${tickets.length} tickets opened in ${round(opened)} s`);
    const starts = await waitForStarts(client, 'ticket-sla', tickets);
    tell(`watched: ${JSON.stringify(starts)} ms after they came in`);
    const memory = readParts(run, readMemoryOf);
    const lists = await readLists(run, options);
    const signals = await changeSome(await signIn(run, 'admin'), client, mark);
    tell(`heard of a change after ${JSON.stringify(signals)} ms`);
    // Only when all the others are watched: a clock that began in a queue of starts would tell of the queue.
    await openTickets(await signIn(run, 'admin'), {
      ...opening,
      priority: 'urgent',
      count: urgent,
      perSecond: options.rate,
    });
    const lateness = await waitForClocks(client, mark, tell);
    const cpu = readParts(run, readCpu);
    return {
      benchmark: 'clocks',
      date: new Date().toISOString(),
      machine: await describeMachine(run.database.url),
      sizes: { tickets: options.count, ranOut: urgentOf(options.count) },
      connections: options.connections,
      /** How many of those whose clocks run out came each second, and so how many warnings fall due. */
      urgentPerSecond: options.rate,
      opening: { seconds: round(opened), throughput: round(tickets.length / opened), ...percentiles(latencies) },
      /** From the ticket to the first look of its process. ms */
      starts,
      /** From an answer to the look that follows it. ms */
      signals,
      /** Of warnings and breaches, behind their instants. ms */
      lateness,
      lists,
      memoryMib: Object.fromEntries(
        Object.entries(memory).map(([part, used]) => [part, { before: before[part] ?? 0, after: used }]),
      ),
      cpuMsPerTicket: Object.fromEntries(
        Object.entries(cpu).map(([part, used]) => [part, round((used - (cpuBefore[part] ?? 0)) / options.count)]),
      ),
      proof: await prove(client, mark, options.count),
    };
  });
}

const urgentOf = (count: number) => Math.max(1, Math.round(count * urgentShare));

/** A promise around the clock, short for what is urgent and endless for the rest. @returns the category of its tickets */
async function makeDesk(call: Caller, mark: string): Promise<string> {
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start_minute: 0, end_minute: 1_440 }));
  const calendarId = await make(call, 'calendars', { name: mark, time_zone: 'UTC', hours });
  const categoryId = await make(call, 'ticket_categories', { name: mark });
  const long = { first_response_minutes: longMinutes, resolution_minutes: longMinutes };
  const urgent = { first_response_minutes: urgentMinutes, resolution_minutes: longMinutes };
  const targets = { low: long, normal: long, high: long, urgent };
  await make(call, 'sla_policies', { name: mark, calendar_id: calendarId, category_id: categoryId, targets });
  return categoryId;
}

async function make(call: Caller, path: string, payload: object): Promise<string> {
  const answer = await call('POST', `/crm/v1/${path}`, payload);
  if (answer.status !== 201) throw new Error(`${path} gave ${answer.status}: ${JSON.stringify(answer.body)}`);
  return String(answer.body['id']);
}

interface Opening {
  readonly mark: string;
  readonly categoryId: string;
  /** Who has all of them, so that each is told to one person. */
  readonly agent: string;
  readonly count: number;
  readonly connections: number;
  readonly priority: 'normal' | 'urgent';
  /** As fast as it goes when left out. */
  readonly perSecond?: number;
}

/** @returns their ids, and how long each took, ms */
async function openTickets(
  call: Caller,
  { mark, categoryId, agent, count, connections, priority, perSecond }: Opening,
) {
  const tickets: string[] = [];
  const begun = performance.now();
  const latencies = await makeMany(count, connections, async (index) => {
    if (perSecond !== undefined) await sleep(Math.max(0, begun + (index * 1_000) / perSecond - performance.now()));
    const subject = `${mark} ${index}`;
    tickets.push(await make(call, 'tickets', { subject, category_id: categoryId, assigned_to: agent, priority }));
  });
  return { tickets, latencies };
}

const changed = 100;

/** Answers some that are not urgent, and waits until their processes wait for something else. */
async function changeSome(call: Caller, client: pg.Client, mark: string) {
  const { rows } = await client.query<{ id: string; process: string }>(
    `select t.id, p.id as process from crm_core.crm_tickets t
       join crm_core.crm_processes p on p.subject_id = t.id and p.kind = 'ticket-sla'
      where t.subject like $1 and t.priority = 'normal' order by t.id limit ${changed}`,
    [`${mark} %`],
  );
  const latencies: number[] = [];
  for (const { id, process } of rows) {
    await call('POST', `/crm/v1/tickets/${id}/reply`, { body: 'We look into it.', status: 'pending' });
    const answered = performance.now();
    await until(async () => {
      const { rows: waits } = await client.query(
        `select from crm_core.crm_processes where id = $1 and wait ->> 'dueAt' is null`,
        [process],
      );
      return waits.length > 0 || undefined;
    }, 5);
    latencies.push(performance.now() - answered);
  }
  return percentiles(latencies);
}

/** Until all that is urgent is late; then when each was told, beside when it should have been. */
async function waitForClocks(client: pg.Client, mark: string, tell: Tell) {
  await until(async () => {
    const { rows } = await client.query<{ left: number }>(
      `select count(*)::int as left from crm_core.crm_tickets t
         join crm_core.crm_processes p on p.subject_id = t.id and p.kind = 'ticket-sla'
        where t.subject like $1 and t.priority = 'urgent' and p.wait ->> 'reason' is distinct from 'ticket_late'`,
      [`${mark} %`],
    );
    return rows[0]?.left === 0 || undefined;
  }, 2_000);
  tell('all that was urgent is late');
  const warned = await client.query<{ ms: number }>(
    `select extract(epoch from told.at
         - (t.created_at + (t.first_response_due_at - t.created_at) * told.percent / 100))::float8 * 1000 as ms
       from crm_core.crm_tickets t
       join lateral (
         select min(n.created_at) as at, (n.params ->> 'percent')::int as percent from crm_core.crm_notifications n
          where n.subject_id = t.id and n.kind = 'ticket_due_soon' group by n.params ->> 'percent'
       ) told on true
      where t.subject like $1 and t.priority = 'urgent'`,
    [`${mark} %`],
  );
  const late = await client.query<{ ms: number }>(
    `select extract(epoch from min(e.occurred_at) - t.first_response_due_at)::float8 * 1000 as ms
       from crm_core.crm_tickets t
       join crm_core.crm_timeline e
         on e.subject_type = 'ticket' and e.subject_id = t.id and e.payload ->> 'code' = 'ticket_late'
      where t.subject like $1 and t.priority = 'urgent' group by t.id`,
    [`${mark} %`],
  );
  return { warnings: figures(warned.rows), breaches: figures(late.rows) };
}

function figures(rows: readonly { readonly ms: number }[]) {
  const late = rows.map(({ ms }) => ms);
  return { count: late.length, ...percentiles(late), beyondPromise: late.filter((ms) => ms > promisedMs).length };
}

/** Each ticket has one process, and each promise that ran out was told three times before and once after. */
async function prove(client: pg.Client, mark: string, count: number) {
  const { rows } = await client.query<{ tickets: number; processes: number; warnings: number }>(
    `select count(distinct t.id)::int as tickets, count(distinct p.id)::int as processes,
        (select count(distinct (n.subject_id, n.params ->> 'percent'))::int from crm_core.crm_notifications n
           join crm_core.crm_tickets u on u.id = n.subject_id and u.subject like $1
          where n.kind = 'ticket_due_soon') as warnings
       from crm_core.crm_tickets t
       left join crm_core.crm_processes p on p.subject_id = t.id and p.kind = 'ticket-sla' and p.closed_at is null
      where t.subject like $1`,
    [`${mark} %`],
  );
  const found = rows[0];
  const expected = { tickets: count, processes: count, warnings: 3 * urgentOf(count) };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`Expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}.`);
  }
  return found;
}
