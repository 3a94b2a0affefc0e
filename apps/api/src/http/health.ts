import proto from '@temporalio/proto';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { database, type EntityManager } from '@crm/db/orm';
import { taskQueue } from '@crm/domain/processes/contract';

interface HealthParts {
  fork(): EntityManager;
  temporal(): Promise<Client>;
}

type PartState = { readonly ok: boolean; readonly detail?: string };

const timeoutMs = 2_000;

/**
 * `/health/live`: this process answers. `/health/ready`: it can serve, so the database answers. `/health`: every part
 * the product needs, each named; 503 while one is missing. People can read and write without Temporal (processes then
 * start late), so readiness does not hang on it; the start command waits for the whole.
 */
export function registerHealth(app: FastifyInstance, parts: HealthParts): void {
  app.get('/health/live', () => ({ status: 'ok' }));

  app.get('/health/ready', async (_request, reply) => {
    const state = await probe(() => checkDatabase(parts));
    return reply
      .status(state.ok ? 200 : 503)
      .send({ status: state.ok ? 'ok' : 'unavailable', parts: { database: state } });
  });

  app.get('/health', async (_request, reply) => {
    const [databaseState, temporal, worker] = await Promise.all([
      probe(() => checkDatabase(parts)),
      probe(() => checkTemporal(parts)),
      probe(() => checkWorker(parts)),
    ]);
    const all = { api: { ok: true }, database: databaseState, temporal, worker };
    const ok = Object.values(all).every((part) => part.ok);
    return reply.status(ok ? 200 : 503).send({ status: ok ? 'ok' : 'unavailable', parts: all });
  });
}

async function checkDatabase({ fork }: HealthParts): Promise<void> {
  await sql`select 1`.execute(database(fork()));
}

async function checkTemporal({ temporal }: HealthParts): Promise<void> {
  const { connection } = await temporal();
  await connection.workflowService.getSystemInfo({});
}

/** A queue without a worker accepts work and does none of it: the failure that stays unseen elsewhere. */
async function checkWorker({ temporal }: HealthParts): Promise<void> {
  const { connection, options } = await temporal();
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  const newest = Math.max(0, ...(pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0)));
  if (Date.now() / 1000 - newest > 90) throw new Error(`nobody works on the queue ${taskQueue}`);
}

async function probe(check: () => Promise<void>): Promise<PartState> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([check(), late.promise]);
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
