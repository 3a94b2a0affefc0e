import {
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Delivery, DueCommand } from '@crm/core/outbox/outbox';
import type { OutboxCommand } from '@crm/domain/events';
import { processes } from '@crm/domain/processes/registry';
import { contextOf, inSpan, SpanKind } from '@crm/telemetry/spans';
import type { ProcessActivities } from '../activities/process.activities.ts';

export interface DeliveryParts {
  readonly client: Client;
  /** Where the workers of the processes poll. */
  readonly queue: string;
  /** Whether the process still waits to be started, as the database says. */
  isQueued(processId: string): Promise<boolean>;
}

/** A call that takes longer is tried again later. ms */
const callMs = 5_000;

const entityType = defineSearchAttributeKey('CrmEntityType', 'KEYWORD');
const entityId = defineSearchAttributeKey('CrmEntityId', 'KEYWORD');
const status = defineSearchAttributeKey('CrmStatus', 'KEYWORD');

/** The step by which a run writes down that it failed, just before it ends. */
const failing = 'failProcess' satisfies keyof ProcessActivities;

type Start = Extract<OutboxCommand, { do: 'start_process' }>;
type Restart = Extract<OutboxCommand, { do: 'restart_process' }>;

/** Carries out one command at the workflow server, once in effect however often it is called. Never throws. */
export async function deliver(parts: DeliveryParts, { command, traceParent }: DueCommand): Promise<Delivery> {
  const attributes = { 'crm.command': command.do, 'crm.kind': command.kind };
  const parent = contextOf(traceParent);
  try {
    return await parts.client.connection.withDeadline(Date.now() + callMs, () =>
      inSpan('crm.deliver', attributes, () => carryOut(parts, command), { kind: SpanKind.PRODUCER, parent }),
    );
  } catch (error) {
    // The run is over, or there was none: nobody is left to be told.
    if (error instanceof WorkflowNotFoundError) return 'done';
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

async function carryOut(parts: DeliveryParts, command: OutboxCommand): Promise<Delivery> {
  const handle = parts.client.workflow.getHandle(processes[command.kind].contract.workflowId(command.subjectId));
  switch (command.do) {
    case 'start_process':
      return start(parts, command);
    case 'signal_process':
      await handle.signal(command.signal);
      return 'done';
    case 'cancel_process':
      await handle.cancel();
      return 'done';
    case 'retry_process':
      return retryNow(parts.client, handle.workflowId);
    case 'restart_process':
      return restart(parts, command);
    case 'terminate_process':
      return terminate(handle, command.processId);
  }
}

async function start(
  { client, queue, isQueued }: DeliveryParts,
  { kind, processId, subjectId }: Start,
): Promise<Delivery> {
  // Delivered before and already at work, or cancelled before it began.
  if (!(await isQueued(processId))) return 'done';
  return startRun({ client, queue }, { kind, processId, subjectId });
}

async function startRun(
  { client, queue }: Pick<DeliveryParts, 'client' | 'queue'>,
  { kind, processId, subjectId }: Omit<Start, 'do'>,
): Promise<Delivery> {
  const { contract, summary, runsFor } = processes[kind];
  const workflowId = contract.workflowId(subjectId);
  try {
    await client.workflow.start(contract.name, {
      taskQueue: queue,
      workflowId,
      args: [{ processId, subjectId }],
      memo: { processId },
      staticSummary: summary,
      staticDetails: `About the ${runsFor} \`${subjectId}\`. Shown to people as process \`${processId}\`.`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: entityType, value: runsFor },
        { key: entityId, value: subjectId },
        { key: status, value: 'running' },
      ]),
      // One subject has one run of a kind at a time, and a new one after the old is over.
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return 'done';
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const running = await client.workflow.getHandle(workflowId).describe();
    return running.memo?.['processId'] === processId
      ? 'done'
      : { error: 'An earlier run of this subject is not over yet.' };
  }
}

/** What waits for its next try is tried at once. */
async function retryNow({ connection, options }: Client, workflowId: string): Promise<Delivery> {
  const { workflowService } = connection;
  const run = { namespace: options.namespace, execution: { workflowId } };
  const { pendingActivities } = await workflowService.describeWorkflowExecution(run);
  const tried = pendingActivities?.filter(({ attempt }) => (attempt ?? 1) > 1) ?? [];
  for (const { activityId: id = null } of tried) await workflowService.resetActivity({ ...run, id, identity: 'crm' });
  return 'done';
}

/** Ends the run without asking it, if it is this process's. */
async function terminate(handle: WorkflowHandle, processId: string): Promise<Delivery> {
  const { memo, status } = await handle.describe();
  if (memo?.['processId'] === processId && status.name === 'RUNNING') await handle.terminate('Terminated by a person');
  return 'done';
}

/**
 * The run that failed goes on from where the activity was called for the last time: the server keeps what came before.
 * Where it has forgotten the run, or never knew it, a new one begins; the database sees to it that nothing is done twice.
 */
async function restart({ client, queue }: DeliveryParts, { activity, ...command }: Restart): Promise<Delivery> {
  const handle = client.workflow.getHandle(processes[command.kind].contract.workflowId(command.subjectId));
  const run = await handle.describe().catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  });
  if (run === null || run.memo?.['processId'] !== command.processId) return startRun({ client, queue }, command);
  const { events } = await handle.fetchHistory();
  if (run.status.name === 'RUNNING') {
    // Its row says that it failed before the run itself has ended; what was begun anew has no such step any more.
    const isEnding = events?.some(
      ({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name === failing,
    );
    return isEnding === true ? { error: 'The run that failed is not over yet.' } : 'done';
  }
  const called = events?.findLast(
    ({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name === activity,
  )?.activityTaskScheduledEventAttributes;
  const workflowTaskFinishEventId = called?.workflowTaskCompletedEventId ?? null;
  if (workflowTaskFinishEventId === null) return startRun({ client, queue }, command);
  await client.connection.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: handle.workflowId, runId: run.runId },
    reason: 'A person lets it begin anew at a step',
    requestId: `${command.processId}/${run.runId}`,
    workflowTaskFinishEventId,
  });
  return 'done';
}
