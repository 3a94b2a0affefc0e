import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import {
  isClosed,
  type ProcessKind,
  type ProcessState,
  type ProcessStep,
  type ProcessWait,
} from '@crm/domain/process/process';
import { closeSteps, currentStep, holdStep, startStep } from '@crm/domain/process/process-steps.rules';
import { processes } from '@crm/domain/processes/registry';
import type { Subject } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { ownerOfSubject } from './process-subject.ts';

/** A process that is being worked on: a draft of its row, which stays locked until the transaction ends. */
export interface ProcessDraft {
  readonly id: string;
  readonly kind: ProcessKind;
  readonly workflowId: string;
  readonly subject: Subject;
  /** What the run's id is made of: the subject, or the activity of a follow-up. */
  readonly runsFor: string;
  /** The person on whose behalf it runs. */
  readonly startedBy: string | null;
  state: ProcessState;
  wait: ProcessWait | null;
  steps: ProcessStep[];
  error: { code: string; message: string } | null;
  /** The people it waits for. */
  needs: string[];
  closedAt: Date | null;
}

/** Which try of which step this is; `attempt` is 1 for the first. */
export interface StepCall {
  readonly processId: string;
  readonly step: string;
  readonly attempt: number;
}

/**
 * Does one step of a process and writes the process's new state in the same transaction.
 * @returns `null` when the process is closed, so that a step that comes late or again does nothing
 */
export async function runStep<T>(
  ctx: ServiceContext,
  { processId, step, attempt }: StepCall,
  work: (process: ProcessDraft) => Promise<T>,
): Promise<T | null> {
  const process = await lockProcess(ctx, processId);
  if (process === null || isClosed(process.state)) return null;
  process.steps = startStep(process.steps, step, ctx.now, attempt);
  process.state = 'running';
  process.error = null;
  const result = await work(process);
  await saveProcess(ctx, process);
  return result;
}

/** The row of a process, open or closed, locked until the transaction ends; `null` when there is none. */
export async function lockProcess(ctx: ServiceContext, id: string): Promise<ProcessDraft | null> {
  const row = await database(ctx.em)
    .selectFrom('crm_processes')
    .select(['id', 'kind', 'workflowId', 'subjectType', 'subjectId', 'startedBy'])
    .select(['state', 'wait', 'steps', 'error', 'needs', 'closedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { subjectType, subjectId, ...rest } = row;
  const prefix = processes[row.kind].contract.workflowId('');
  return { ...rest, subject: { type: subjectType, id: subjectId }, runsFor: row.workflowId.slice(prefix.length) };
}

/** Writes the draft, and says that the process changed to those who may see its subject. */
export async function saveProcess(ctx: ServiceContext, process: ProcessDraft): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_processes')
    .set({
      state: process.state,
      wait: jsonb(process.wait),
      steps: jsonb(process.steps),
      error: jsonb(process.error),
      needs: process.needs,
      updatedAt: ctx.now,
      closedAt: process.closedAt,
    })
    .where('id', '=', process.id)
    .execute();
  await emitChange(ctx, 'process', { id: process.id, ...(await ownerOfSubject(ctx, process.subject)) }, 'updated');
}

/** The process waits for somebody, or for time. */
export function holdProcess(process: ProcessDraft, step: string, wait: ProcessWait): void {
  const human = wait.reason === 'choose_match';
  process.steps = holdStep(process.steps, step, human ? 'human' : 'timer', null);
  process.state = human ? 'waiting_human' : 'waiting_timer';
  process.wait = wait;
  // Nobody needs to do anything about what only waits for its day.
  process.needs = wait.reason === 'until_due' ? [] : wait.actors.map(({ id }) => id);
}

/** What it waited for has come. */
export function endWait(process: ProcessDraft): void {
  process.wait = null;
  process.needs = [];
}

export function completeProcess(process: ProcessDraft, now: Date): void {
  close(process, 'completed', now);
}

export function cancelDraft(process: ProcessDraft, now: Date): void {
  process.steps = closeSteps(process.steps, 'cancelled', now);
  close(process, 'cancelled', now);
}

/** Writes that a process was cancelled, unless it is over already. */
export async function recordCancelled(ctx: ServiceContext, processId: string): Promise<void> {
  const process = await lockProcess(ctx, processId);
  if (process === null || isClosed(process.state)) return;
  cancelDraft(process, ctx.now);
  await saveProcess(ctx, process);
  await tellSubject(ctx, process, 'cancelled');
}

/** Writes that a process failed for good, and why. */
export async function recordFailed(
  ctx: ServiceContext,
  processId: string,
  error: { code: string; message: string },
): Promise<void> {
  const process = await lockProcess(ctx, processId);
  if (process === null || isClosed(process.state)) return;
  process.steps = closeSteps(process.steps, 'failed', ctx.now);
  process.error = error;
  close(process, 'failed', ctx.now);
  await saveProcess(ctx, process);
  await tellSubject(ctx, process, 'failed', { error: error.code });
}

/** Writes that what a process did was taken back. */
export async function recordUndone(ctx: ServiceContext, processId: string): Promise<void> {
  const process = await lockProcess(ctx, processId);
  if (process === null) return;
  process.state = 'undone';
  process.steps = process.steps.map((step) => (step.state === 'done' ? { ...step, state: 'undone' } : step));
  await saveProcess(ctx, process);
}

/** Writes that a try of a step failed and that another follows. */
export async function recordRetry(
  ctx: ServiceContext,
  processId: string,
  attempt: number,
  error: { code: string; message: string },
): Promise<void> {
  const process = await lockProcess(ctx, processId);
  if (process === null || isClosed(process.state)) return;
  const step = currentStep(process.steps)?.key;
  if (step !== undefined) {
    process.steps = holdStep(startStep(process.steps, step, ctx.now, attempt), step, 'retry', null);
  }
  process.state = 'retrying';
  process.error = error;
  await saveProcess(ctx, process);
}

/** Tells on the subject's timeline what people should know of its process. */
export async function tellSubject(
  ctx: ServiceContext,
  process: Pick<ProcessDraft, 'id' | 'kind' | 'subject'>,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await recordTimeline(ctx, {
    subject: process.subject,
    kind: 'process',
    payload: { code, process: process.kind, ...params },
    source: { type: 'process', id: process.id },
  });
}

function close(process: ProcessDraft, state: 'completed' | 'cancelled' | 'failed', now: Date): void {
  endWait(process);
  process.state = state;
  process.closedAt = now;
}
