import { join } from 'node:path';
import { findPostgres, startPostgres } from '@crm/local/postgres';
import { signIn } from './api-client.ts';
import { startChild, type Child } from './child.ts';
import { benchPassword } from './company.ts';
import { readCpu, withChildren } from './cpu.ts';
import { prepareDataset } from './dataset.ts';
import { describe, mergeSamples, round, type Sample } from './latency.ts';
import { listCases, trafficOf, type Case, type Requests } from './list-cases.ts';
import { readFacts } from './list-facts.ts';
import { loadAtRate, loadFully, type Traffic } from './load.ts';
import { describeMachine } from './machine.ts';
import { readMemory } from './memory.ts';
import type { BenchOptions } from './options.ts';
import { anyPort, disposable, startOurs } from './ours.ts';

/** Ours and the bare server take turns, so that what else the machine does meets both. */
const rounds = 2;
const warmUpSeconds = 1;

type Tell = (line: string) => void;

/** Lists, searches, reads and writes contacts over REST, beside a server with nothing but SQL. */
export async function benchList(options: BenchOptions, tell: Tell): Promise<object> {
  const { dataDir, contacts } = options;
  const port = findPostgres(dataDir)?.port ?? (await anyPort());
  const postgres = await startPostgres({ dataDir, port, onProgress: tell });
  try {
    const dataset = await prepareDataset(postgres.url, contacts, tell);
    await using ours = await startOurs(dataset.url, dataDir);
    await using bare = await startBare(dataset.url, dataDir);
    const cases = listCases(await readFacts(dataset.url)).filter(({ name }) => name.includes(options.only));
    const results: object[] = [];
    for (const one of cases)
      results.push(await measure(one, { ours: ours.child, bare: bare.child, postgres: postgres.pid }, options, tell));
    return {
      benchmark: 'list',
      date: new Date().toISOString(),
      machine: await describeMachine(dataset.url),
      sizes: { contacts, databaseMib: Math.round(dataset.bytes / 1_024 ** 2) },
      seconds: options.seconds,
      connections: options.connections,
      rate: options.rate,
      cases: results,
      memoryMib: { ours: readMemory(ours.child.pid), bare: readMemory(bare.child.pid) },
    };
  } finally {
    if (!postgres.reused) await postgres.stop();
  }
}

interface Servers {
  readonly ours: Child;
  readonly bare: Child;
  readonly postgres: number;
}

async function measure(one: Case, servers: Servers, options: BenchOptions, tell: Tell): Promise<object> {
  const { seconds, connections, rate } = options;
  const api = await signIn(`http://127.0.0.1:${servers.ours.port}`, one.login, benchPassword);
  const requests = await one.prepare(api);
  const sides = [makeSide(servers.ours, requests.ours), makeSide(servers.bare, requests.bare)] as const;
  for (const { traffic } of sides) await warmUp(traffic, options);
  for (let turn = 0; turn < rounds; turn += 1) {
    for (const { child, traffic, full, cost } of sides) {
      const before = readCosts(child, servers.postgres);
      full.push(await loadFully(traffic, connections, seconds / rounds));
      const after = readCosts(child, servers.postgres);
      cost.server += after.server - before.server;
      cost.postgres += after.postgres - before.postgres;
    }
    for (const { traffic, paced } of sides) paced.push(await loadAtRate(traffic, connections, seconds / rounds, rate));
  }
  const [ours, bare] = [describeSide(sides[0]), describeSide(sides[1])];
  const ratio = round(ours.throughput / bare.throughput);
  tell(
    `${one.name}: ${ours.throughput}/s, bare ${bare.throughput}/s (${ratio}); p95 ${ours.atRate.p95} and ${bare.atRate.p95} ms at ${rate}/s; ` +
      `cpu ${ours.cpuMs.server} + ${ours.cpuMs.postgres}, ${bare.cpuMs.server} + ${bare.cpuMs.postgres} ms`,
  );
  return { name: one.name, ratio, ours, bare };
}

interface Side {
  readonly child: Child;
  readonly traffic: Traffic;
  readonly full: Sample[];
  readonly paced: Sample[];
  /** Processor time at full speed, ms. */
  readonly cost: { server: number; postgres: number };
}

function makeSide(child: Child, requests: Requests): Side {
  return { child, traffic: trafficOf(child.port, requests), full: [], paced: [], cost: { server: 0, postgres: 0 } };
}

function readCosts(child: Child, postgres: number) {
  return { server: readCpu([child.pid]), postgres: readCpu(withChildren(postgres)) };
}

function describeSide({ child, full, paced, cost }: Side) {
  const figures = describe(mergeSamples(full));
  const requests = figures.requests + figures.errors;
  return {
    ...figures,
    rounds: full.map((sample) => describe(sample).throughput),
    /** Per request, of the server and of the database for it. */
    cpuMs: { server: round(cost.server / requests), postgres: round(cost.postgres / requests) },
    atRate: describe(mergeSamples(paced)),
    rssMib: readMemory(child.pid),
  };
}

/** Until the compilers and caches of both sides have seen the case; not counted. */
async function warmUp(traffic: Traffic, { connections, seconds }: BenchOptions): Promise<void> {
  await loadFully(traffic, connections, Math.min(warmUpSeconds, seconds));
}

/** Our API as `npm start` runs it, but without workflows, which nothing here asks for. */
async function startBare(databaseUrl: string, dataDir: string) {
  return disposable(
    await startChild({
      program: 'bench/bare-server.ts',
      port: await anyPort(),
      logFile: join(dataDir, 'logs', 'bare.log'),
      env: { DATABASE_URL: databaseUrl },
      readyPath: '/health',
    }),
  );
}
