import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Delivery, DueCommand } from '@crm/core/outbox/outbox';
import type { OutboxCommand } from '@crm/domain/events';
import { processes } from '@crm/domain/processes/registry';

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

type Start = Extract<OutboxCommand, { do: 'start_process' }>;

/** Carries out one command at the workflow server, once in effect however often it is called. Never throws. */
export async function deliver(parts: DeliveryParts, { command }: DueCommand): Promise<Delivery> {
  try {
    return await parts.client.connection.withDeadline(Date.now() + callMs, () => carryOut(parts, command));
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
  }
}

async function start(
  { client, queue, isQueued }: DeliveryParts,
  { kind, processId, subjectId }: Start,
): Promise<Delivery> {
  // Delivered before and already at work, or cancelled before it began.
  if (!(await isQueued(processId))) return 'done';
  const { contract, summary } = processes[kind];
  const workflowId = contract.workflowId(subjectId);
  const subject = kind === 'follow-up' ? 'activity' : 'lead';
  try {
    await client.workflow.start(contract.name, {
      taskQueue: queue,
      workflowId,
      args: [{ processId, subjectId }],
      memo: { processId },
      staticSummary: summary,
      staticDetails: `About the ${subject} \`${subjectId}\`. Shown to people as process \`${processId}\`.`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: entityType, value: subject },
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
