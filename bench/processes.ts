import { randomUUID } from 'node:crypto';
import { findPostgres, startPostgres } from '@crm/local/postgres';
import { withPostgres } from '@crm/local/postgres-client';
import type pg from 'pg';
import { signIn, textAt } from './api-client.ts';
import { benchPassword } from './company.ts';
import { copyRows, type Row } from './copy-rows.ts';
import { prepareDataset } from './dataset.ts';
import { describe } from './latency.ts';
import { readFacts } from './list-facts.ts';
import { loadAtRate, writeRequest } from './load.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { anyPort, startOurs } from './ours.ts';

/** What the processes are about. */
const contacts = 20_000;
const runs = 1_000_000;
const pageSize = 50;
const day = 86_400_000;

/** Of a thousand runs: nearly all are over, some wait, few are in trouble. */
const mix = [
  { state: 'completed', upTo: 930 },
  { state: 'cancelled', upTo: 950 },
  { state: 'waiting_human', upTo: 970 },
  { state: 'waiting_timer', upTo: 990 },
  { state: 'running', upTo: 997 },
  { state: 'failed', upTo: 999 },
  { state: 'retrying', upTo: 1_000 },
] as const;

type Tell = (line: string) => void;

/** The list of processes and its figures over a million runs, as different people ask for them. */
export async function benchProcesses(options: BenchOptions, tell: Tell): Promise<object> {
  const { dataDir, seconds, connections, rate } = options;
  const port = findPostgres(dataDir)?.port ?? (await anyPort());
  const postgres = await startPostgres({ dataDir, port, onProgress: tell });
  try {
    const dataset = await prepareDataset(postgres.url, contacts, tell);
    tell(`${runs} processes`);
    await withPostgres(dataset.url, fill);
    await using ours = await startOurs(dataset.url, dataDir);
    const facts = await readFacts(dataset.url);
    const people = { admin: 'admin@bench.example', manager: facts.teamManager, rep: facts.rep.email };
    const touched = await withPostgres(dataset.url, readContact);
    const results: object[] = [];
    for (const [name, who, query] of cases(touched)) {
      if (!name.includes(options.only)) continue;
      const api = await signIn(`http://127.0.0.1:${ours.child.port}`, people[who], benchPassword);
      const first = await api.get(`/crm/v1/processes${query}`);
      const path =
        name === 'second page'
          ? `/crm/v1/processes${query}&cursor=${textAt(first, 'next_cursor')}`
          : `/crm/v1/processes${query}`;
      const request = writeRequest({ method: 'GET', path, headers: api.headers });
      const traffic = { port: ours.child.port, next: () => request, status: 200 };
      await loadAtRate(traffic, connections, 1, rate);
      const figures = describe(await loadAtRate(traffic, connections, seconds, rate));
      tell(`${name}: p95 ${figures.p95} ms`);
      results.push({ name, who, ...figures });
    }
    return {
      benchmark: 'processes',
      date: new Date().toISOString(),
      machine: await describeMachine(dataset.url),
      sizes: { processes: runs, contacts },
      seconds,
      rate,
      cases: results,
    };
  } finally {
    if (!postgres.reused) await postgres.stop();
  }
}

type Person = 'admin' | 'manager' | 'rep';

function cases(contact: string): readonly (readonly [name: string, who: Person, query: string])[] {
  const page = `?limit=${pageSize}`;
  const since = new Date(Date.now() - 300 * day).toISOString();
  return [
    ['open', 'admin', `${page}&open=true`],
    ['all', 'admin', page],
    ['second page', 'admin', page],
    ['waits for a person', 'admin', `${page}&state=waiting_human`],
    ['needs repair', 'admin', `${page}&needs_repair=true`],
    ['one kind in two states', 'admin', `${page}&kind=follow-up&state=failed,retrying`],
    ['what it waits for', 'admin', `${page}&wait_reason=choose_match`],
    ['waiting since long', 'admin', `${page}&waiting_before=${since}`],
    ['error', 'admin', `${page}&error_code=not_qualified`],
    ['common name', 'admin', `${page}&name=Anna`],
    ['rare name', 'admin', `${page}&name=Wrzesniewska`],
    ['of one record', 'admin', `${page}&touched_type=contact&touched_id=${contact}`],
    ['all', 'manager', page],
    ['needs repair', 'manager', `${page}&needs_repair=true`],
    ['all', 'rep', page],
    ['open', 'rep', `${page}&open=true`],
    ['states', 'admin', '/tally'],
    ['states', 'rep', '/tally'],
  ];
}

async function readContact(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select id from crm_core.crm_contacts order by id limit 1');
  return rows[0]?.id ?? '';
}

/** Fills the processes by COPY, as if they had come and gone over two years. */
async function fill(client: pg.Client): Promise<void> {
  const { rows } = await client.query<Contact>(
    'select id, assigned_to, team_id from crm_core.crm_contacts order by id',
  );
  await client.query('set synchronous_commit = off; alter table crm_core.crm_processes disable trigger user');
  await copyRows(client, 'crm_core.crm_processes', makeRuns(rows));
  await client.query(`
    insert into crm_core.crm_process_touches (subject_type, subject_id, process_id)
      select subject_type, subject_id, id from crm_core.crm_processes;
    alter table crm_core.crm_processes enable trigger user`);
  await client.query('vacuum (analyze) crm_core.crm_processes, crm_core.crm_process_touches');
}

interface Contact {
  readonly id: string;
  readonly assigned_to: string | null;
  readonly team_id: string | null;
}

function* makeRuns(contacts: readonly Contact[]): Generator<Row> {
  const first = Date.now() - 730 * day;
  for (let n = 0; n < runs; n += 1) {
    const started = first + n * ((729 * day) / runs);
    const place = (n * 7_919) % 1_000;
    const state = mix.find(({ upTo }) => place < upTo)?.state ?? 'completed';
    const at = new Date(started).toISOString();
    const isWaiting = state === 'waiting_human' || state === 'waiting_timer';
    const reason = state === 'waiting_human' ? 'choose_match' : 'until_due';
    const isFailed = state === 'failed' || state === 'retrying';
    const isClosed = state === 'completed' || state === 'cancelled' || state === 'failed';
    const updated = new Date(started + 60_000).toISOString();
    const contact = contacts[(n * 104_729) % contacts.length];
    yield {
      id: randomUUID(),
      kind: n % 3 === 0 ? 'follow-up' : 'lead-conversion',
      workflow_id: `follow-up/${n}`,
      subject_type: 'contact',
      subject_id: contact?.id ?? '',
      assigned_to: contact?.assigned_to ?? null,
      team_id: contact?.team_id ?? null,
      state,
      wait: isWaiting ? JSON.stringify({ reason, why: null, since: at, dueAt: null, actors: [], next: null }) : null,
      steps: JSON.stringify([{ key: 'wait', state: 'done', startedAt: at, endedAt: at, attempts: 1, detail: null }]),
      error: isFailed ? JSON.stringify({ code: n % 2 ? 'not_qualified' : 'database', message: 'It failed.' }) : null,
      needs: '{}',
      started_at: at,
      updated_at: updated,
      closed_at: isClosed ? updated : null,
    };
  }
}
