// What operators see of a system that runs: API and worker as they ship, as processes of their own.

import { parser } from '@prometheus-io/lezer-promql';
import { Connection } from '@temporalio/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { scheduleAccountFollowUp } from '@crm/core/account/account-follow-up';
import { queueMail } from '@crm/core/mail/queue-mail';
import { testPassword } from '@crm/core/testing/company';
import { openWorkbench, type Workbench } from '@crm/core/testing/workbench';
import { startMailSink } from '@crm/local/mail-sink';
import { choosePort } from '@crm/local/ports';
import { deploymentName } from '@crm/domain/processes/contract';
import { prepareNamespace } from '@crm/local/temporal-namespace';
import { waitFor } from '@crm/local/wait';
import { startCollector, type CollectedSpan, type Collector } from './support/collector.ts';

const root = resolve(import.meta.dirname, '..');
const folderOfRunbooks = join(root, 'docs/operations');
const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Crm[A-Za-z]+$/u),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/u)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const patience = { timeout: 20_000, interval: 50 };
const namespace = `operating-${Date.now()}`;
const started = z.object({ access_token: z.string() });

let bench: Workbench;
let collector: Collector;
let folder: string;
let temporal: Connection;
let sink: Awaited<ReturnType<typeof startMailSink>>;
const children: ChildProcess[] = [];
const urls = { api: '', apiMetrics: '', workerMetrics: '' };

const startMs = 50_000;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-operating-'));
  bench = await openWorkbench();
  collector = await startCollector();
  temporal = await Connection.connect({ address: inject('temporalAddress') });
  await prepareNamespace(temporal, namespace);
  sink = await startMailSink({ dir: folder, port: 0 });
  const mailSettings = {
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    CRM_MAIL_FROM: 'crm@halden.example',
    CRM_PUBLIC_URL: 'https://crm.halden.example',
  };
  const [port, apiMetrics, workerMetrics] = [await anyPort(), await anyPort(), await anyPort()];
  start('api', { PORT: port, CRM_METRICS_PORT: apiMetrics });
  start('worker', { CRM_METRICS_PORT: workerMetrics, CRM_WORKER_BUILD_ID: 'first', ...mailSettings });
  urls.api = `http://127.0.0.1:${port}`;
  urls.apiMetrics = `http://127.0.0.1:${apiMetrics}/metrics`;
  urls.workerMetrics = `http://127.0.0.1:${workerMetrics}/metrics`;
  for (const url of [`${urls.api}/health/live`, urls.workerMetrics]) {
    const answers = () =>
      fetch(url)
        .then(({ ok }) => ok || undefined)
        .catch(() => undefined);
    if ((await waitFor(answers, { timeoutMs: startMs })) === undefined) throw new Error(`${url} does not answer.`);
  }
  // The server knows a version once its worker has asked for work.
  const current = () =>
    makeCurrent('first')
      .then(() => true)
      .catch(() => undefined);
  if ((await waitFor(current, { timeoutMs: startMs })) === undefined) throw new Error('No worker asks for work.');
}, 3 * startMs);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await sink.close();
  await temporal.close();
  await collector[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe('a trace', () => {
  it('goes from the request over the outbox and the workflow to the steps and their statements', async () => {
    const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const lead = { first_name: 'Wrzesniewska', company: 'Osprey', email: 'wrzesniewska@osprey.example', source: 'web' };
    const answer = await create('/crm/v1/leads', lead, {
      traceparent: `00-${caller.traceId}-${caller.spanId}-01`,
    });
    expect(answer.status).toBe(201);
    const belongs = () => collector.spans.filter(({ traceId }) => traceId === caller.traceId);
    await expect.poll(() => belongs().some(({ name }) => name === 'crm.process'), patience).toBe(true);

    const spans = belongs();
    const step = spans.find(({ name }) => name === 'crm.process');
    expect(step?.attributes).toMatchObject({ 'crm.workflow': 'leadIntake', 'crm.attempt': expect.anything() });
    expect(pathTo(step, spans).map(({ service, name }) => `${service} ${name}`)).toEqual([
      'crm-api crm.http',
      'crm-api crm.service',
      'crm-worker crm.deliver',
      'crm-worker crm.process',
    ]);
    const [request] = pathTo(step, spans);
    expect(request?.parentSpanId).toBe(caller.spanId);
    expect(request?.attributes).toMatchObject({ 'http.route': '/crm/v1/leads', 'http.response.status_code': 201 });
    const statements = spans.filter(({ name }) => name === 'crm.db');
    expect(statements.map(({ attributes }) => attributes['db.query.summary'])).toContain('insert crm_outbox');
    expect(
      statements.some(({ service, parentSpanId }) => service === 'crm-worker' && parentSpanId === step?.spanId),
    ).toBe(true);
  });

  it('tells of what other systems do for us', async () => {
    const { northRep } = bench.company.users;
    const mail = {
      language: 'en',
      template: 'message',
      params: { subject: 'Wrzesniewska', body: 'Osprey' },
      key: 'traced',
    } as const;
    await bench.as(northRep, (ctx) => queueMail(ctx, { ...mail, to: { address: northRep.email } }));
    const told = () => collector.spans.filter(({ name }) => name === 'crm.integration');
    await expect.poll(() => told().map(({ attributes }) => attributes['crm.integration']), patience).toEqual(['mail']);
  });

  it('tells names of ours alone, and nothing of what people wrote', () => {
    expect(collector.spans.filter(({ name }) => !name.startsWith('crm.'))).toEqual([]);
    expect(collector.text).not.toMatch(/wrzesniewska|osprey|halden/iu);
  });
});

describe('metrics', () => {
  beforeAll(async () => {
    const made = await create('/crm/v1/accounts', { name: 'Wrzesniewska' }, {});
    const { id } = z.object({ id: z.uuid() }).parse(await made.json());
    const { northRep } = bench.company.users;
    await bench.as(northRep, (ctx) => scheduleAccountFollowUp(ctx, id, '2099-01-01T00:00:00Z'));
  });

  it('are told by API and worker, each family with our prefix, and nothing of what people wrote', async () => {
    const texts = [await read(urls.apiMetrics), await read(urls.workerMetrics)];
    for (const text of texts) {
      expect(familiesOf(text)).toContain('crm_db_pool_connections');
      expect(familiesOf(text).filter((name) => !name.startsWith('crm_'))).toEqual([]);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|@|wrzesniewska|osprey|halden/iu);
    }
  });

  it('count what is in the database as it is', async () => {
    const worker = await read(urls.workerMetrics);
    expect(worker).toMatch(/^crm_outbox_deliveries_total\{command="start_process",outcome="done"\} [1-9]/mu);
    expect(worker).toMatch(/^crm_temporal_activity_execution_latency_seconds_count\{.*activity_type="\w+"/mu);
    const api = () => read(urls.apiMetrics);
    expect(await countOpen()).toBeGreaterThan(0);
    const running = async () =>
      [...(await api()).matchAll(/^crm_process_running\{.*\} (\d+)$/gmu)].reduce((sum, [, n]) => sum + Number(n), 0);
    await expect.poll(async () => (await running()) === (await countOpen()), patience).toBe(true);
    expect(await api()).toMatch(/^crm_figures_readable 1$/mu);
    expect(await api()).toMatch(
      /^crm_http_request_duration_seconds_count\{method="POST",route="\/crm\/v1\/leads",status="201"\} 1$/mu,
    );
  });
});

describe('alert rules', () => {
  const rules = ruleFile
    .parse(parseYaml(readFileSync(join(folderOfRunbooks, 'alerts.yml'), 'utf8')))
    .groups.flatMap((group) => group.rules);
  const runbooks = readdirSync(folderOfRunbooks).filter((file) => file.endsWith('.md') && file !== 'README.md');
  const written = runbooks.map((file) => [file, readFileSync(join(folderOfRunbooks, file), 'utf8')] as const);

  it('ask for what API and worker tell, in the language of Prometheus', async () => {
    const told = new Set([
      ...samplesOf(await read(urls.apiMetrics)),
      ...samplesOf(await read(urls.workerMetrics)),
      'up',
    ]);
    for (const { alert, expr } of rules) {
      const { metrics, errors } = readPromQl(expr);
      expect({ alert, errors }).toEqual({ alert, errors: [] });
      expect(metrics.length, alert).toBeGreaterThan(0);
      expect({ alert, unknown: metrics.filter((name) => !told.has(name)) }).toEqual({ alert, unknown: [] });
    }
    expect(readPromQl('max(crm_outbox_lag_seconds >').errors).not.toEqual([]);
  });

  it('each lead to a runbook that is there, and each runbook is led to', () => {
    for (const { alert, annotations } of rules) {
      const [path = '', heading] = annotations.runbook.split('#');
      expect(existsSync(join(root, path)), `${alert}: ${path}`).toBe(true);
      if (heading !== undefined) expect(headingsOf(readFileSync(join(root, path), 'utf8')), alert).toContain(heading);
    }
    const led = new Set(rules.map(({ annotations }) => annotations.runbook.replace(/^docs\/operations\/|#.*$/gu, '')));
    expect([...led].sort()).toEqual(runbooks.sort());
    const index = readFileSync(join(folderOfRunbooks, 'README.md'), 'utf8');
    expect(runbooks.filter((file) => !index.includes(`](${file})`))).toEqual([]);
  });

  it.each(written)('%s says what it means, how to look, what to do and when it is over', (_file, text) => {
    expect(text).toMatch(/^# .+\n\n\*\*What it means\.\*\*/u);
    expect(headingsOf(text)).toEqual(expect.arrayContaining(['look', 'do', 'over-when']));
  });

  it('the statements of the runbooks run, and their addresses are those of the API', async () => {
    const document: unknown = JSON.parse(await read(`${urls.api}/crm/v1/openapi.json`));
    const documented = Object.keys(z.object({ paths: z.record(z.string(), z.unknown()) }).parse(document).paths);
    for (const [file, text] of written) {
      for (const [, statement = ''] of text.matchAll(/```sql\n([\s\S]*?)```/gu)) {
        await expect(bench.query(`explain ${statement}`), `${file}: ${statement}`).resolves.not.toEqual([]);
      }
      const paths = [...text.matchAll(/\$CRM(\/crm\/v1\/[\w/{}]+)/gu)].map(([, path]) => path);
      expect({ file, unknown: paths.filter((path) => !documented.includes(path ?? '')) }).toEqual({
        file,
        unknown: [],
      });
    }
  });
});

describe('the versions of the workers', () => {
  it('are told with how many runs each has yet to end', async () => {
    const token = await signIn(bench.company.users.admin.email);
    const running = await countOpen();
    const versions = async () =>
      (await fetch(`${urls.api}/crm/v1/processes/versions`, { headers: { authorization: `Bearer ${token}` } })).json();
    await expect.poll(versions, patience).toEqual({ items: [{ build_id: 'first', state: 'current', running }] });
  });
});

describe('docs/operations.md', () => {
  it('names every setting of the programs, and every metric of ours', async () => {
    const text = readFileSync(join(root, 'docs/operations.md'), 'utf8');
    const files = globSync('{apps/*/src/env.ts,packages/*/src/settings.ts}', { cwd: root });
    const settings = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^\s+([A-Z][A-Z0-9_]+):/gmu)].map(([, name = '']) => name),
    );
    expect(settings).toContain('CRM_PAYMENTS_URL');
    expect(settings.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(text))).toEqual([]);
    const told = [...familiesOf(await read(urls.apiMetrics)), ...familiesOf(await read(urls.workerMetrics))];
    const ours = told.filter((name) => !/^crm_(?:temporal|nodejs|process_(?!running|repair))/u.test(name));
    expect(ours.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

/** The names of the metrics in an expression, and where it cannot be read. */
function readPromQl(expr: string): { metrics: readonly string[]; errors: readonly string[] } {
  const metrics: string[] = [];
  const errors: string[] = [];
  parser.parse(expr).iterate({
    enter({ name, from, to, type, node }) {
      if (type.isError) errors.push(`${from}: ${expr.slice(from, to + 10)}`);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(expr.slice(from, to));
    },
  });
  return { metrics, errors };
}

/** As GitHub makes anchors of them. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'));
}

/** The names under which there are values, or will be: a histogram has three. */
function samplesOf(text: string): readonly string[] {
  return [...text.matchAll(/^# TYPE (\S+) (\w+)/gmu)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
}

/** The spans from the first of a trace to this one. */
function pathTo(last: CollectedSpan | undefined, spans: readonly CollectedSpan[]): readonly CollectedSpan[] {
  if (last === undefined) return [];
  return [
    ...pathTo(
      spans.find(({ spanId }) => spanId === last.parentSpanId),
      spans,
    ),
    last,
  ];
}

/** How many processes are not over. */
async function countOpen(): Promise<number> {
  const rows = await bench.query('select count(*)::int as n from crm_core.crm_processes where closed_at is null');
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}

function makeCurrent(buildId: string) {
  return temporal.workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId });
}

async function signIn(email: string): Promise<string> {
  const answer = await post('/admin/auth/login', { email, password: testPassword }, {});
  return started.parse(await answer.json()).access_token;
}

/** Writes as a sales rep. */
async function create(path: string, body: unknown, headers: Readonly<Record<string, string>>) {
  const token = await signIn(bench.company.users.northRep.email);
  return post(path, body, { authorization: `Bearer ${token}`, ...headers });
}

function post(path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${urls.api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    body: JSON.stringify(body),
  });
}

function start(app: 'api' | 'worker', settings: Readonly<Record<string, string>>): void {
  const child = spawn(process.execPath, [join(root, 'apps', app, 'src/main.ts')], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: bench.databaseUrl,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: namespace,
      CRM_SECRET: 'a secret of at least 32 characters',
      CRM_STORAGE_DIR: folder,
      LOG_LEVEL: 'error',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      // Half a second, not five: people do not wait for spans, this test does.
      OTEL_BSP_SCHEDULE_DELAY: '100',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  children.push(child);
}

async function read(url: string): Promise<string> {
  return (await fetch(url)).text();
}

function familiesOf(text: string): readonly string[] {
  return [...text.matchAll(/^# TYPE (\S+)/gmu)].map(([, name = '']) => name);
}

async function anyPort(): Promise<string> {
  return String(await choosePort({ wanted: 0, fallback: true, variable: 'the tests' }));
}
