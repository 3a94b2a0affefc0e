import { randomUUID } from 'node:crypto';
import { findPostgres, startPostgres } from '@crm/local/postgres';
import { signIn, type ApiClient } from './api-client.ts';
import { benchPassword } from './company.ts';
import { readCpu, withChildren } from './cpu.ts';
import { prepareDataset } from './dataset.ts';
import { describe, mergeSamples, percentiles, round } from './latency.ts';
import { inTurn, newContact, pickOne, trafficOf, type Requests } from './list-cases.ts';
import { readFacts, type Facts } from './list-facts.ts';
import { loadAtRate } from './load.ts';
import { describeMachine } from './machine.ts';
import { rareSurname } from './names.ts';
import type { BenchOptions } from './options.ts';
import { anyPort, startOurs } from './ours.ts';

/** Of the requests at a steady rate; the rest are writes. */
const readShare = 0.7;
/** How much more than its limit one caller asks for, and for how long. */
const tooMuch = 3;
const tooMuchSeconds = 20;
/** What somebody else asks for meanwhile, per second. */
const besides = 10;
/** How often each person asks for the reports, one after the other. */
const reportCount = 20;
/** The product's own, as `apps/api/src/env.ts` sets them. */
const limit = { rate: 50, burst: 100 };

/**
 * What a busy company does, for as long as `--seconds` says: reads of many kinds and writes, at a fixed rate, by several
 * people, with the rate limits that the product has; then one of them asks for three times what a caller may.
 */
export async function benchSteady(options: BenchOptions, tell: (line: string) => void): Promise<object> {
  const { dataDir, contacts } = options;
  const port = findPostgres(dataDir)?.port ?? (await anyPort());
  const postgres = await startPostgres({ dataDir, port, onProgress: tell });
  try {
    const dataset = await prepareDataset(postgres.url, contacts, tell);
    const facts = await readFacts(dataset.url);
    const settings = { CRM_RATE_LIMIT: String(limit.rate), CRM_RATE_BURST: String(limit.burst) };
    await using ours = await startOurs(dataset.url, dataDir, settings);
    const { child } = ours;
    const people = await Promise.all(
      ['admin@bench.example', facts.regionManager, facts.rep.email].map((email) =>
        signIn(`http://127.0.0.1:${child.port}`, email, benchPassword),
      ),
    );
    const used = () => ({ api: readCpu([child.pid]), postgres: readCpu(withChildren(postgres.pid)) });
    const reports = await readReports(people.slice(0, 2));
    tell(`reports: ${JSON.stringify(reports)}`);
    const before = used();
    const steady = await loadSteadily(child.port, people, facts, options);
    const after = used();
    tell(`steady: ${JSON.stringify(steady)}`);
    const over = await loadTooMuch(child.port, people, facts, options);
    tell(`over the limit: ${JSON.stringify(over)}`);
    return {
      benchmark: 'steady',
      date: new Date().toISOString(),
      machine: await describeMachine(dataset.url),
      sizes: { contacts, databaseMib: Math.round(dataset.bytes / 1_024 ** 2) },
      seconds: options.seconds,
      rate: options.rate,
      ...steady,
      cpuShare: {
        api: round((after.api - before.api) / (options.seconds * 1_000)),
        postgres: round((after.postgres - before.postgres) / (options.seconds * 1_000)),
      },
      reports,
      overTheLimit: over,
    };
  } finally {
    if (!postgres.reused) await postgres.stop();
  }
}

/** The overview of everything, and of a manager's region; nothing else is asked meanwhile. ms */
async function readReports(people: readonly ApiClient[]) {
  const figures = [];
  for (const person of people) {
    const times: number[] = [];
    for (let turn = 0; turn < reportCount; turn += 1) {
      const started = performance.now();
      await person.get('/admin/reports/overview');
      times.push(performance.now() - started);
    }
    figures.push(percentiles(times));
  }
  const [all, region] = figures;
  return { all, region };
}

async function loadSteadily(port: number, people: readonly ApiClient[], facts: Facts, options: BenchOptions) {
  const { seconds, rate, connections } = options;
  const writers = inTurn(people);
  // Not everybody may write about every record: the administrator does.
  const administrator = inTurn(people.slice(0, 1));
  const loads = [
    { share: readShare, requests: mixedReads(people, facts) },
    { share: (1 - readShare) / 3, requests: writes(writers, 201, () => ['POST', '/contacts', newContact()]) },
    { share: (1 - readShare) / 3, requests: writes(administrator, 201, () => ['POST', '/activities', newTask(facts)]) },
    {
      share: (1 - readShare) / 3,
      requests: writes(administrator, 200, () => [
        'PATCH',
        `/contacts/${pickOne(facts.contacts)}`,
        { job_title: `Buyer ${randomUUID().slice(0, 8)}` },
      ]),
    },
  ];
  const [reads, ...written] = await Promise.all(
    loads.map(({ share, requests }) => loadAtRate(trafficOf(port, requests), connections, seconds, rate * share)),
  );
  return { reads: describe(mergeSamples(reads ? [reads] : [])), writes: describe(longest(written)) };
}

/** Loads at the same time take no longer together than one of them. */
function longest(samples: readonly Parameters<typeof mergeSamples>[0][number][]) {
  return { ...mergeSamples(samples), seconds: Math.max(...samples.map(({ seconds }) => seconds)) };
}

async function loadTooMuch(port: number, people: readonly ApiClient[], facts: Facts, { connections }: BenchOptions) {
  const [greedy, , modest] = people;
  if (!greedy || !modest) throw new Error('Somebody is missing.');
  const [asked, other] = await Promise.all([
    loadAtRate(trafficOf(port, mixedReads([greedy], facts)), connections, tooMuchSeconds, limit.rate * tooMuch),
    loadAtRate(trafficOf(port, mixedReads([modest], facts, greedy)), connections, tooMuchSeconds, besides),
  ]);
  return {
    asked: limit.rate * tooMuch * tooMuchSeconds,
    atMost: limit.burst + limit.rate * tooMuchSeconds,
    greedy: describe(asked),
    other: describe(other),
  };
}

/** Lists, pages, searches and records, as different people see them. */
function mixedReads(people: readonly ApiClient[], facts: Facts, administrator = people[0]): Requests {
  const mine = inTurn(people);
  const search = (text: string) => () => `/crm/v1/contacts/search?limit=50&q=${encodeURIComponent(text)}`;
  const anybody = inTurn([
    () => '/crm/v1/contacts?limit=50',
    () => '/crm/v1/accounts?limit=50',
    () => '/crm/v1/activities?limit=50&sort=due_at',
    () => '/crm/v1/opportunities?limit=50&sort=-amount_minor',
    () => '/crm/v1/opportunities?limit=50&status=open',
    () => `/crm/v1/contacts?limit=50&assigned_to=${pickOne(facts.owners)}`,
    search('Anna Ashford'),
    search(rareSurname),
    search('Иванов'),
    () => '/crm/v1/search?q=Ashford',
    () => '/admin/customers?limit=20',
    () => '/admin/me/activities',
  ]);
  const everything = inTurn([
    () => `/crm/v1/contacts/${pickOne(facts.contacts)}`,
    () => `/crm/v1/timeline?subject_type=contact&subject_id=${pickOne(facts.contacts)}`,
  ]);
  let count = 0;
  return {
    status: 200,
    next: () => {
      const person = mine();
      count += 1;
      // Records are opened by the administrator, who may read each of them.
      const path = person === administrator && count % 2 === 0 ? everything()() : anybody()();
      return { method: 'GET', path, headers: person.headers };
    },
  };
}

function writes(
  person: () => ApiClient,
  status: number,
  make: () => readonly ['POST' | 'PATCH', string, object],
): Requests {
  return {
    status,
    next: () => {
      const [method, path, body] = make();
      return {
        method,
        path: `/crm/v1${path}`,
        headers: { ...person().headers, 'Idempotency-Key': randomUUID() },
        body,
      };
    },
  };
}

function newTask(facts: Facts) {
  return {
    type: 'task',
    subject: 'Call back about the offer',
    subject_type: 'contact',
    subject_id: pickOne(facts.contacts),
    due_at: new Date(Date.now() + 86_400_000).toISOString(),
  };
}
