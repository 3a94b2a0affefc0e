import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import { planSteps } from '@crm/domain/process/process-steps.rules';
import type { ProcessKind, ProcessSubject } from '@crm/domain/process/process';
import { processes } from '@crm/domain/processes/registry';
import type { ServiceContext } from '../context.ts';
import { emitChange, emitCommand } from '../events.ts';
import { refuseDisabled } from '../feature/features-off.ts';
import type { Owned } from '../policy.ts';

export interface NewProcess {
  readonly kind: ProcessKind;
  /** The record on whose page the process is shown. */
  readonly subject: ProcessSubject & Owned;
  /** What the run's id is made of, where that is not the subject itself. */
  readonly runsFor?: string;
  /** The process that is run again as this one. */
  readonly restartedFrom?: string;
}

/**
 * Makes the row of a process and orders its start, both in the transaction of the change that calls for it: either
 * the change and its process come about, or neither.
 * @returns the id of the process
 * @throws DomainError `feature_disabled` for a person without processes; what runs already may start what belongs to it
 */
export async function startProcess(
  ctx: ServiceContext,
  { kind, subject, runsFor = subject.id, restartedFrom }: NewProcess,
): Promise<string> {
  if (ctx.actor.featuresOff.has('crm_feature_processes')) throw refuseDisabled('crm_feature_processes');
  const id = randomUUIDv7();
  const { contract, steps } = processes[kind];
  await database(ctx.em)
    .insertInto('crm_processes')
    .values({
      id,
      kind,
      workflowId: contract.workflowId(runsFor),
      subjectType: subject.type,
      subjectId: subject.id,
      state: 'queued',
      wait: null,
      steps: jsonb(planSteps(steps)),
      error: null,
      needs: [],
      startedAt: ctx.now,
      startedBy: ctx.actor.id,
      updatedAt: ctx.now,
      restartedFrom: restartedFrom ?? null,
      closedAt: null,
    })
    .execute();
  const heard = { id, assignedTo: subject.assignedTo, teamId: subject.teamId };
  await emitChange(ctx, 'process', heard, 'created');
  await emitCommand(ctx, 'process', heard, { do: 'start_process', kind, processId: id, subjectId: runsFor });
  return id;
}

/** The process of this kind that runs for a subject; `null` when none is open. */
export async function findOpenProcess(ctx: ServiceContext, kind: ProcessKind, runsFor: string): Promise<string | null> {
  const row = await database(ctx.em)
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', processes[kind].contract.workflowId(runsFor))
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Lets a waiting process look again at what it waits for, if one runs. */
export async function signalProcess(
  ctx: ServiceContext,
  kind: ProcessKind,
  runsFor: string,
  signal: string,
): Promise<void> {
  const processId = await findOpenProcess(ctx, kind, runsFor);
  if (processId === null) return;
  await emitCommand(ctx, 'process', { id: processId }, { do: 'signal_process', kind, subjectId: runsFor, signal });
}
