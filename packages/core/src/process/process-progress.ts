import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import {
  isClosed,
  type ProcessKind,
  type ProcessState,
  type ProcessStep,
  type ProcessSubject,
  type ProcessWait,
} from '@crm/domain/process/process';
import { asksOf } from '@crm/domain/process/wait-reasons';
import { closeSteps, currentStep, holdStep, reachStep, startStep } from '@crm/domain/process/process-steps.rules';
import { processes } from '@crm/domain/processes/registry';
import { DomainError } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { logAttempt, type Attempt } from './process-log.ts';
import { ownerOfSubject } from './process-subject.ts';
import { readAsked, tellAsked, tellFailed } from './tell-process.ts';

/** A process that is being worked on: a draft of its row, which stays locked until the transaction ends. */
export interface ProcessDraft {
  readonly id: string;
  readonly kind: ProcessKind;
  readonly workflowId: string;
  readonly subject: ProcessSubject;
  /** What the run's id is made of: the subject, or the activity of a follow-up. */
  readonly runsFor: string;
  /** The person on whose behalf it runs. */
  readonly startedBy: string | null;
  readonly startedAt: Date;
  state: ProcessState;
  wait: ProcessWait | null;
  steps: ProcessStep[];
  error: { code: string; message: string } | null;
  /** The people it waits for. */
  needs: string[];
  /** The state it was in when it was paused. */
  pausedFrom: ProcessState | null;
  /** When a step that failed is tried again. */
  retryAt: Date | null;
  closedAt: Date | null;
}

/** Which try of which step this is; `attempt` is 1 for the first. */
export interface StepCall {
  readonly processId: string;
  readonly step: string;
  readonly attempt: number;
  /** What the run calls it, and with what, for the log. */
  readonly activity?: string;
  readonly input?: unknown;
}

/**
 * Does one step of a process and writes the process's new state in the same transaction.
 * @returns `null` when the process is closed, so that a step that comes late or again does nothing
 */
export async function runStep<T>(
  ctx: ServiceContext,
  call: StepCall,
  work: (process: ProcessDraft) => Promise<T>,
): Promise<T | null> {
  const { processId, step, attempt } = call;
  const process = await lockProcess(ctx, processId);
  if (process === null || isClosed(process.state)) return null;
  refusePaused(process);
  process.steps = startStep(process.steps, step, ctx.now, attempt);
  process.state = 'running';
  process.error = null;
  process.retryAt = null;
  const result = await work(process);
  await saveProcess(ctx, process);
  await logAttempt(ctx, { ...call, output: result });
  return result;
}

/**
 * What is paused does nothing, whoever asks: a step is tried again until it is resumed.
 * @throws DomainError `process_paused`
 */
export function refusePaused({ state }: Pick<ProcessDraft, 'state'>): void {
  if (state === 'paused') {
    throw new DomainError('process_paused', 'This process is paused. Resume it first.');
  }
}

/** The row of a process, open or closed, locked until the transaction ends; `null` when there is none. */
export async function lockProcess(ctx: ServiceContext, id: string): Promise<ProcessDraft | null> {
  const row = await database(ctx.em)
    .selectFrom('crm_processes')
    .select(['id', 'kind', 'workflowId', 'subjectType', 'subjectId', 'startedBy', 'startedAt'])
    .select(['state', 'wait', 'steps', 'error', 'needs', 'pausedFrom', 'retryAt', 'closedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { subjectType, subjectId, ...rest } = row;
  const prefix = processes[row.kind].contract.workflowId('');
  return { ...rest, subject: { type: subjectType, id: subjectId }, runsFor: row.workflowId.slice(prefix.length) };
}

/**
 * The same for who holds the record of a process already: a step locks the process first and the record then, so whoever
 * comes the other way round must not wait for it.
 * @returns `null` also while somebody else holds it, who will see what is being written
 */
export async function lockFreeProcess(ctx: ServiceContext, id: string): Promise<ProcessDraft | null> {
  const free = database(ctx.em).selectFrom('crm_processes').select('id').where('id', '=', id).forUpdate().skipLocked();
  return (await free.executeTakeFirst()) === undefined ? null : lockProcess(ctx, id);
}

/** Whether an operator left a step out. */
export async function isStepSkipped(ctx: ServiceContext, processId: string, step: string): Promise<boolean> {
  const row = await database(ctx.em)
    .selectFrom('crm_processes')
    .select('steps')
    .where('id', '=', processId)
    .executeTakeFirst();
  return row?.steps.some(({ key, state }) => key === step && state === 'skipped') ?? false;
}

/** Writes the draft, and says that the process changed to those who may see its subject. */
export async function saveProcess(ctx: ServiceContext, process: ProcessDraft): Promise<void> {
  const before = await readAsked(ctx, process.id);
  await database(ctx.em)
    .updateTable('crm_processes')
    .set({
      state: process.state,
      wait: jsonb(process.wait),
      steps: jsonb(process.steps),
      error: jsonb(process.error),
      needs: process.needs,
      pausedFrom: process.pausedFrom,
      retryAt: process.retryAt,
      updatedAt: ctx.now,
      closedAt: process.closedAt,
    })
    .where('id', '=', process.id)
    .execute();
  await emitChange(ctx, 'process', { id: process.id, ...(await ownerOfSubject(ctx, process.subject)) }, 'updated');
  await tellAsked(ctx, process, before);
}

/** The process waits for somebody, or for time. */
export function holdProcess(process: ProcessDraft, step: string, wait: ProcessWait): void {
  const asks = asksOf[wait.reason];
  process.steps = holdStep(process.steps, step, asks === 'decision' ? 'human' : 'timer', null);
  process.state = asks === 'decision' ? 'waiting_human' : 'waiting_timer';
  process.wait = wait;
  process.needs = asks === 'nothing' ? [] : wait.actors.map(({ id }) => id);
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
  await tellFailed(ctx, process, (await ownerOfSubject(ctx, process.subject)).assignedTo);
}

/** Writes that what a process did was taken back. */
export async function recordUndone(ctx: ServiceContext, processId: string): Promise<void> {
  const process = await lockProcess(ctx, processId);
  if (process === null) return;
  process.state = 'undone';
  process.steps = process.steps.map((step) => (step.state === 'done' ? { ...step, state: 'undone' } : step));
  await saveProcess(ctx, process);
}

/**
 * Writes that a try of a step failed.
 * @param failed with `retryAt` when another follows; without it the process will fail
 */
export async function recordFailure(
  ctx: ServiceContext,
  { retryAt, ...failed }: Attempt & { readonly retryAt: Date | null },
): Promise<void> {
  const process = await lockProcess(ctx, failed.processId);
  // That a paused process does nothing is no failure.
  if (process === null || isClosed(process.state) || process.state === 'paused') return;
  const step = failed.step ?? currentStep(process.steps)?.key ?? null;
  if (step !== null) process.steps = reachStep(process.steps, step, ctx.now, failed.attempt);
  if (retryAt !== null) {
    if (step !== null) process.steps = holdStep(process.steps, step, 'retry', null);
    process.state = 'retrying';
  }
  process.error = failed.error ?? null;
  process.retryAt = retryAt;
  await saveProcess(ctx, process);
  await logAttempt(ctx, { ...failed, step });
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
  process.pausedFrom = null;
  process.retryAt = null;
  process.closedAt = now;
}
