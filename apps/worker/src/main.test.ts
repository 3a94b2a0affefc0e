import { Connection } from '@temporalio/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { activityService } from '@crm/core/activity/activity.service';
import { activity } from '@crm/domain/activity/activity';
import { startMailSink } from '@crm/local/mail-sink';
import { prepareNamespace } from '@crm/local/temporal-namespace';
import { z } from 'zod';
import { OperationScenes } from './testing/operation-scenes.ts';
import { startTestSystem, type TestSystem } from './testing/test-system.ts';

/** The process polls the queue `crm`; a namespace of its own keeps it from other tests' runs. */
const namespace = `worker-${Date.now()}`;
const line = z.object({ level: z.number(), msg: z.string(), app: z.literal('worker') });

let system: TestSystem;
const workers = new Set<ChildProcess>();
beforeAll(async () => {
  system = await startTestSystem({ idle: true });
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await prepareNamespace(connection, namespace);
  await connection.close();
}, 60_000);
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await system[Symbol.asyncDispose]();
});

test('says when it is ready, converts, and ends by itself when it is asked to', async () => {
  const worker = await startProcess();
  const leadId = await system.scenes.qualifiedLead();
  await system.reaches(await system.scenes.start(leadId), 'completed');
  const ended = once(worker.child, 'exit');
  worker.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const told = worker.lines.map((text) => line.parse(JSON.parse(text)).msg);
  expect(told).toContain('ready');
  expect(told.at(-1)).toBe('stopped');
  expect(worker.lines.join('\n')).not.toMatch(/Ada|Byron|Engines|@mail|postgresql:/u);
}, 60_000);

test('killed in the middle of a conversion, the next worker ends it with one result', async () => {
  const leadId = await system.scenes.qualifiedLead();
  const processId = await system.scenes.start(leadId);
  const lock = await system.holdLead(leadId);
  const first = await startProcess();
  await system.until(async () => (await blockedSteps()) > 0);
  const ended = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await ended;
  await lock[Symbol.asyncDispose]();
  await startProcess();
  await system.reaches(processId, 'completed');
  const deals = await system.bench
    .db()
    .selectFrom('crm_opportunities')
    .select('id')
    .where('sourceLeadId', '=', leadId)
    .execute();
  expect(deals).toHaveLength(1);
}, 60_000);

test('killed in the middle of an operation, the next worker does the rest, and no record twice', async () => {
  const scenes = new OperationScenes(system);
  await scenes.leads('killed', 220);
  const { id, processId } = await scenes.edit('killed');
  const lock = await system.holdLead(await scenes.lastOf('killed'));
  const first = await startProcess();
  await system.until(async () => (await scenes.doneOf(id)) >= 200 && (await blockedSteps()) > 0);
  const ended = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await ended;
  await lock[Symbol.asyncDispose]();
  expect(await scenes.doneOf(id)).toBeLessThan(220);
  await startProcess();
  await system.reaches(processId, 'completed');
  expect(await scenes.versions('killed')).toEqual([{ version: 2, count: 220 }]);
}, 60_000);

test('a wrong setting ends it at once with one line that names it', async () => {
  const child = run({ LOG_LEVEL: 'loud' });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(errors).toMatch(/^Wrong setting in the environment\. LOG_LEVEL: .*\n$/u);
});

test('a reminder that was due while nothing ran is sent once after the start, also when that worker is killed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'crm-mail-'));
  const sink = await startMailSink({ dir, port: 0 });
  const mail = {
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    CRM_MAIL_FROM: 'crm@halden.example',
    CRM_PUBLIC_URL: 'https://crm.halden.example',
    CRM_SECRET: 'a secret of at least 32 characters',
  };
  const remindAt = new Date(Date.now() - 60_000).toISOString();
  const data = activity.create.parse({ type: 'task', subject: 'Call the depot', remindAt });
  await system.bench.as(system.bench.company.users.northRep, (ctx) => activityService.create(ctx, data));
  const whole = () => readdirSync(dir).filter((name) => name.endsWith('.eml'));
  const arrived = () => whole().map((name) => readFileSync(join(dir, name), 'utf8'));
  const first = await startProcess(mail);
  await expect.poll(() => arrived().length, { timeout: 10_000, interval: 20 }).toBe(1);
  const ended = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await ended;
  const second = await startProcess(mail);
  expect(arrived()).toEqual([expect.stringMatching(/^Subject: Reminder: Call the depot\r?$/mu)]);
  expect(second.lines.join('')).not.toMatch(/depot|halden/u);
  await sink.close();
  rmSync(dir, { recursive: true });
}, 60_000);

interface RunningProcess {
  readonly child: ChildProcess;
  readonly lines: string[];
}

async function startProcess(settings: Readonly<Record<string, string>> = {}): Promise<RunningProcess> {
  const child = run(settings);
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  if (child.stdout === null) throw new Error('The worker has no output.');
  createInterface(child.stdout).on('line', (text) => {
    lines.push(text);
    if (text.includes('"ready"')) ready.resolve();
  });
  child.once('exit', () => ready.reject(new Error(`The worker ended: ${lines.join('\n')}`)));
  await ready.promise;
  return { child, lines };
}

function run(settings: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../node_modules/.cache/node'),
      DATABASE_URL: system.bench.databaseUrl,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: namespace,
      CRM_WORKER_GRACE_SECONDS: '5',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  workers.add(child);
  child.once('exit', () => workers.delete(child));
  return child;
}

/** Statements of the worker that wait for a lock. */
async function blockedSteps(): Promise<number> {
  const rows = await system.bench.query(
    `select 1 from pg_stat_activity where application_name = 'crm-worker' and wait_event_type = 'Lock'`,
  );
  return rows.length;
}
