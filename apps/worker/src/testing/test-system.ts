import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import pg from 'pg';
import { expect, inject, vi } from 'vitest';
import { testPorts } from '@crm/core/testing/company';
import { LeadScenes } from '@crm/core/testing/lead-scenes';
import { openWorkbench, type Workbench } from '@crm/core/testing/workbench';
import type { ProcessState } from '@crm/domain/process/process';
import { namespace } from '@crm/domain/processes/contract';
import { processes } from '@crm/domain/processes/registry';
import type { FileStore } from '@crm/core/ports/file-store';
import type { PaymentProvider } from '@crm/core/ports/payment-provider';
import type { ProcessGateway } from '@crm/core/ports/process-gateway';
import { loadWorkflowBundle } from '../bundle.ts';
import { installRuntime } from '../log.ts';
import { openDiskStore } from '@crm/storage/disk';
import { startRelay, type Relay } from '../relay/relay.ts';
import { createWorker } from '../worker.ts';
import { skipTime, type TimeSkipping } from './skip-time.ts';

export interface TestSystem extends AsyncDisposable {
  readonly bench: Workbench;
  readonly scenes: LeadScenes;
  readonly client: Client;
  readonly queue: string;
  /** Where workers and relays put files. */
  readonly files: FileStore;
  /** Hands choices over without the API between. */
  readonly processes: ProcessGateway;
  /** What the next runs do with the time in which they wait; `null`: they wait it out. */
  timeSkipping: TimeSkipping | null;
  startWorker(): Promise<RunningWorker>;
  startRelay(): Relay;
  /** Ends every worker and relay that runs. */
  stopAll(): Promise<void>;
  /** Waits until a process is in a state. */
  reaches(processId: string, state: ProcessState): Promise<void>;
  /** Waits until something is so. */
  until(condition: () => Promise<boolean>): Promise<void>;
  /** Locks a lead's row until the scope ends, as a long transaction of somebody else would. */
  holdLead(leadId: string): Promise<AsyncDisposable>;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

export interface TestSystemOptions {
  /** 0: every task replays the whole history, which finds what is not deterministic. */
  readonly maxCachedWorkflows?: number;
  /** Starts neither worker nor relay. */
  readonly idle?: boolean;
  /** Who takes money; nobody when left out. */
  readonly payments?: PaymentProvider;
}

const patienceMs = 30_000;
const log = pino({ level: 'silent' });
installRuntime(log);
// A machine with other things to do is slow, not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Worker and relay as they ship, on a real Temporal server and a real database with the test company. */
export async function startTestSystem({
  maxCachedWorkflows = 100,
  idle = false,
  payments,
}: TestSystemOptions = {}): Promise<TestSystem> {
  const bench = await openWorkbench();
  const address = inject('temporalAddress');
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace });
  const bundle = await loadWorkflowBundle();
  const queue = `test-${randomUUID()}`;
  const filesDir = mkdtempSync(join(tmpdir(), 'crm-files-'));
  const files = openDiskStore(filesDir);
  const running = new Set<{ stop(): Promise<void> }>();

  const system: TestSystem = {
    bench,
    scenes: new LeadScenes(bench),
    client,
    queue,
    files,
    processes: {
      async decide({ kind, name }, runsFor, payload, updateId) {
        await client.workflow
          .getHandle(processes[kind].contract.workflowId(runsFor))
          .executeUpdate(name, { updateId, args: [payload] });
      },
    },
    timeSkipping: null,
    async startWorker() {
      const deps = { fork: () => bench.fork(), ports: testPorts, files, payments: payments ?? null };
      const worker = await createWorker({
        connection: native,
        namespace,
        bundle,
        deps,
        log,
        queue,
        maxCachedWorkflows,
        graceSeconds: 5,
      });
      const ended = worker.run();
      const handle = {
        async stop() {
          running.delete(handle);
          if (worker.getState() === 'RUNNING') worker.shutdown();
          await ended;
        },
      };
      running.add(handle);
      return handle;
    },
    startRelay() {
      const relay = startRelay({
        databaseUrl: bench.databaseUrl,
        client,
        queue,
        log,
        ports: testPorts,
        files,
        fork: () => bench.fork(),
      });
      const handle = {
        async stop() {
          running.delete(handle);
          await relay.stop();
        },
      };
      running.add(handle);
      return handle;
    },
    async stopAll() {
      await Promise.all([...running].map((part) => part.stop()));
    },
    async reaches(processId, state) {
      const read = () =>
        bench.db().selectFrom('crm_processes').select('state').where('id', '=', processId).executeTakeFirst();
      await expect.poll(read, { timeout: patienceMs, interval: 40 }).toEqual({ state });
    },
    async until(condition) {
      await expect.poll(condition, { timeout: patienceMs, interval: 40 }).toBe(true);
    },
    async holdLead(leadId) {
      const holder = new pg.Client({ connectionString: bench.databaseUrl });
      await holder.connect();
      await holder.query('begin');
      await holder.query('select from crm_core.crm_leads where id = $1 for update', [leadId]);
      return { [Symbol.asyncDispose]: () => holder.end() };
    },
    async [Symbol.asyncDispose]() {
      await system.stopAll();
      await native.close();
      await connection.close();
      await bench[Symbol.asyncDispose]();
      rmSync(filesDir, { recursive: true });
    },
  };
  skipTime(connection, () => system.timeSkipping);
  if (!idle) {
    await system.startWorker();
    system.startRelay();
  }
  return system;
}
