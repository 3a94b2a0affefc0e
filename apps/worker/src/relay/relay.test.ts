import proto from '@temporalio/proto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { relayCommands, isQueued, type DueCommand } from '@crm/core/outbox/outbox';
import { leadConversion } from '@crm/domain/processes/lead-conversion';
import { createClient } from '../connect.ts';
import { startTestSystem, type TestSystem } from '../testing/test-system.ts';
import { deliver } from './deliver.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem({ idle: true });
});
afterEach(() => system.stopAll());
afterAll(() => system[Symbol.asyncDispose]());

function parts() {
  return { client: system.client, queue: system.queue, isQueued: (id: string) => isQueued(system.bench.fork(), id) };
}

test('a relay that is killed between the start and its note leaves one run: the next finds it', async () => {
  const leadId = await system.scenes.qualifiedLead();
  const processId = await system.scenes.start(leadId);
  const dieAfterwards = async (due: DueCommand) => {
    await deliver(parts(), due);
    throw new Error('killed');
  };
  await expect(
    relayCommands(system.bench.fork(), { limit: 20, now: new Date(), deliver: dieAfterwards }),
  ).rejects.toThrow('killed');
  system.startRelay();
  await system.startWorker();
  await system.reaches(processId, 'completed');
  await system.until(async () => (await pending()) === 0);
  // And once more after it is all over.
  await redeliver(processId);
  await system.until(async () => (await pending()) === 0);
  expect(await runsOf(leadId)).toBe(1);
});

test('a second process of a subject starts when the run of the first is over', async () => {
  const leadId = await system.scenes.qualifiedLead();
  const blocker = await system.client.workflow.start('leadConversion', {
    workflowId: leadConversion.workflowId(leadId),
    taskQueue: 'nobody-polls',
    args: [{ processId: crypto.randomUUID(), subjectId: leadId }],
    memo: { processId: 'another' },
  });
  const processId = await system.scenes.start(leadId);
  system.startRelay();
  await system.startWorker();
  const tried = () =>
    system.bench
      .db()
      .selectFrom('crm_outbox')
      .select('lastError')
      .where('recordId', '=', processId)
      .where('command', 'is not', null)
      .executeTakeFirst();
  await expect.poll(async () => (await tried())?.lastError, { timeout: 10_000 }).toContain('not over yet');
  await blocker.terminate();
  await system.reaches(processId, 'completed');
});

test('signals and cancellations for runs that are over are done, not tried for ever', async () => {
  const row = { id: 1, attempts: 0, requestId: null, traceParent: null };
  const subjectId = crypto.randomUUID();
  const signal = { do: 'signal_process', kind: 'follow-up', subjectId, signal: 'activityChanged' } as const;
  expect(await deliver(parts(), { ...row, command: signal })).toBe('done');
  expect(await deliver(parts(), { ...row, command: { do: 'cancel_process', kind: 'follow-up', subjectId } })).toBe(
    'done',
  );
});

test('a run that wrote down its failure and has not ended yet is begun anew once it has', async () => {
  const subjectId = crypto.randomUUID();
  const processId = crypto.randomUUID();
  const taskQueue = `held-${subjectId}`;
  const workflowId = leadConversion.workflowId(subjectId);
  await system.client.workflow.start('leadConversion', {
    workflowId,
    taskQueue,
    args: [{ processId, subjectId }],
    memo: { processId },
  });
  // As far as a worker comes that has asked for the step by which a run tells that it failed.
  const { workflowService } = system.client.connection;
  const { namespace } = system.client.options;
  const queue = { name: taskQueue };
  const { taskToken } = await system.client.connection.withDeadline(Date.now() + 10_000, () =>
    workflowService.pollWorkflowTaskQueue({ namespace, taskQueue: queue, identity: 'held' }),
  );
  const timeout = proto.google.protobuf.Duration.fromObject({ seconds: 60 });
  const scheduleActivityTaskCommandAttributes = {
    activityId: '1',
    activityType: { name: 'failProcess' },
    taskQueue: queue,
    startToCloseTimeout: timeout,
    scheduleToCloseTimeout: timeout,
  };
  const command = {
    commandType: proto.temporal.api.enums.v1.CommandType.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK,
    scheduleActivityTaskCommandAttributes,
  };
  await workflowService.respondWorkflowTaskCompleted({ namespace, taskToken, identity: 'held', commands: [command] });
  const again = {
    do: 'restart_process',
    kind: 'lead-conversion',
    activity: 'convertLead',
    processId,
    subjectId,
  } as const;
  const row = { id: 1, attempts: 0, requestId: null, traceParent: null };
  expect(await deliver(parts(), { ...row, command: again })).toEqual({
    error: expect.stringContaining('not over yet'),
  });
  await system.client.workflow.getHandle(workflowId).terminate();
  expect(await deliver(parts(), { ...row, command: again })).toBe('done');
  expect((await system.client.workflow.getHandle(workflowId).describe()).status.name).toBe('RUNNING');
  await system.client.workflow.getHandle(workflowId).terminate();
});

test('what was cancelled before it began is never started', async () => {
  const leadId = await system.scenes.qualifiedLead();
  const processId = await system.scenes.start(leadId);
  await system.bench
    .db()
    .updateTable('crm_processes')
    .set({ state: 'cancelled', closedAt: new Date() })
    .where('id', '=', processId)
    .execute();
  const start = { do: 'start_process', kind: 'lead-conversion', processId, subjectId: leadId } as const;
  expect(await deliver(parts(), { id: 1, attempts: 0, requestId: null, traceParent: null, command: start })).toBe(
    'done',
  );
  expect(await runsOf(leadId)).toBe(0);
});

test('a failed process whose run the server has forgotten begins anew', async () => {
  const leadId = await system.scenes.qualifiedLead();
  const processId = await system.scenes.start(leadId);
  const command = {
    do: 'restart_process',
    kind: 'lead-conversion',
    processId,
    subjectId: leadId,
    activity: 'x',
  } as const;
  const row = { id: 1, attempts: 0, requestId: null, traceParent: null, command };
  expect(await deliver(parts(), row)).toBe('done');
  expect(await deliver(parts(), row)).toBe('done');
  expect(await runsOf(leadId)).toBe(1);
});

test('a server that is away is an error in words, and nothing is lost', async () => {
  const client = createClient('127.0.0.1:1', 'crm');
  const leadId = await system.scenes.qualifiedLead();
  const processId = await system.scenes.start(leadId);
  const start = { do: 'start_process', kind: 'lead-conversion', processId, subjectId: leadId } as const;
  const delivery = await deliver(
    { ...parts(), client },
    { id: 1, attempts: 0, requestId: null, traceParent: null, command: start },
  );
  expect(delivery).toMatchObject({ error: expect.any(String) });
  await client.connection.close();
}, 15_000);

async function pending(): Promise<number> {
  const rows = await system.bench
    .db()
    .selectFrom('crm_outbox')
    .select('id')
    .where('command', 'is not', null)
    .where('processedAt', 'is', null)
    .execute();
  return rows.length;
}

async function redeliver(processId: string): Promise<void> {
  await system.bench
    .db()
    .updateTable('crm_outbox')
    .set({ processedAt: null, nextAttemptAt: null })
    .where('recordId', '=', processId)
    .where('command', 'is not', null)
    .execute();
}

async function runsOf(leadId: string): Promise<number> {
  let count = 0;
  for await (const run of system.client.workflow.list({
    query: `WorkflowId = '${leadConversion.workflowId(leadId)}'`,
  })) {
    if (run.workflowId !== '') count += 1;
  }
  return count;
}
