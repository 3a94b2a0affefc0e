import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { skipStep, stepsFrom } from '@crm/domain/process/process-steps.rules';
import { fits, restartSteps, skippableStep } from '@crm/domain/process/process-verbs.rules';
import { processVerbs, type ProcessVerb } from '@crm/domain/process/process-log';
import type { ProcessState } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';
import { emitCommand } from '../events.ts';
import { allow, allowOn } from '../policy.ts';
import { cancelProcess } from './process-cancel.ts';
import { activityOf, logVerb } from './process-log.ts';
import { verbPermission } from './process-permissions.ts';
import { cancelDraft, lockProcess, saveProcess, tellSubject, type ProcessDraft } from './process-progress.ts';
import { findOpenProcess } from './process-start.ts';
import { findVisible } from './process.queries.ts';
import { repeat } from './run-again.ts';
import { takeBack } from './take-back.ts';

interface Why {
  readonly reason?: string | null | undefined;
}

/** Nothing of the process is done any more until it is resumed. What it waits for may come meanwhile. */
export async function pause(ctx: ServiceContext, id: string, why: Why): Promise<void> {
  await pauseDraft(ctx, await open(ctx, id, 'pause'), why);
}

/** The same to a process that is locked, for whoever may do it by another right. */
export async function pauseDraft(ctx: ServiceContext, process: ProcessDraft, why: Why): Promise<void> {
  process.pausedFrom = process.state;
  process.state = 'paused';
  await steer(ctx, process, 'pause', why);
}

/** Goes on where it was paused, at once. */
export async function resume(ctx: ServiceContext, id: string, why: Why): Promise<void> {
  await resumeDraft(ctx, await open(ctx, id, 'resume'), why);
}

export async function resumeDraft(ctx: ServiceContext, process: ProcessDraft, why: Why): Promise<void> {
  process.state = process.pausedFrom ?? 'running';
  process.pausedFrom = null;
  await steer(ctx, process, 'resume', why);
  await order(ctx, process, 'retry_process');
}

/** Does not wait for the next try of a step that failed. */
export async function retry(ctx: ServiceContext, id: string, why: Why): Promise<void> {
  const process = await open(ctx, id, 'retry');
  process.retryAt = ctx.now;
  await steer(ctx, process, 'retry', why);
  await order(ctx, process, 'retry_process');
}

/** A failed process begins anew at a step; what was done before stays done. */
export async function restart(
  ctx: ServiceContext,
  id: string,
  { step: wanted, reason }: Why & { readonly step?: string | undefined },
): Promise<void> {
  const process = await open(ctx, id, 'restart');
  const begun = restartSteps(process.steps);
  const step = wanted ?? begun.at(-1);
  if (step === undefined || !begun.includes(step)) {
    throw refuseFields([{ field: 'step', code: 'unknown_choice', message: 'Choose a step that began.' }]);
  }
  await reopen(ctx, process, step);
  await steer(ctx, process, 'restart', { reason, step });
}

/** Goes on without the step that is in trouble. */
export async function skip(ctx: ServiceContext, id: string, { reason }: Why): Promise<void> {
  const process = await open(ctx, id, 'skip');
  const step = skippableStep(process) ?? '';
  if (process.state === 'failed') await reopen(ctx, process, step);
  else await order(ctx, process, 'retry_process');
  process.steps = skipStep(process.steps, step, ctx.now);
  process.state = 'running';
  process.error = null;
  process.retryAt = null;
  await steer(ctx, process, 'skip', { reason, step });
}

/** Runs it once more, as a new process, with its input changed or not. @returns the new process */
export async function runAgain(
  ctx: ServiceContext,
  id: string,
  { reason, input }: Why & { readonly input?: Readonly<Record<string, unknown>> | undefined },
): Promise<string> {
  const process = await open(ctx, id, 'run_again');
  const again = await repeat(ctx, process, input);
  await logVerb(ctx, id, 'run_again', { reason: reason ?? null });
  await tellSubject(ctx, process, told.run_again, { reason: reason ?? null });
  return again;
}

/** Ends it where it stands, after what it did was taken back as far as that goes. */
export async function cancel(ctx: ServiceContext, id: string, why: Why = {}): Promise<void> {
  const process = await open(ctx, id, 'cancel');
  await takeBack(ctx, process);
  if (process.state === 'failed') {
    // Its run is over; of the same name a later one may be at work.
    process.state = 'cancelled';
    await steer(ctx, process, 'cancel', why);
    return;
  }
  await logVerb(ctx, process.id, 'cancel', { reason: why.reason ?? null });
  await cancelProcess(ctx, process);
}

/** Ends row and run at once. Nothing is taken back, and the run does not tidy up. */
export async function terminate(ctx: ServiceContext, id: string, why: Why): Promise<void> {
  const process = await open(ctx, id, 'terminate');
  cancelDraft(process, ctx.now);
  await steer(ctx, process, 'terminate', why);
  const { kind, runsFor: subjectId } = process;
  await emitCommand(ctx, 'process', process, { do: 'terminate_process', kind, processId: process.id, subjectId });
}

/**
 * The process, locked, if the caller may do this to it and it fits.
 * @throws DomainError `not_found`, `forbidden`, `invalid_transition` with the verbs that fit
 */
export async function open(ctx: ServiceContext, id: string, verb: ProcessVerb): Promise<ProcessDraft> {
  const permission = verbPermission[verb];
  allow(ctx, permission);
  allowOn(ctx, permission, await findVisible(ctx, id));
  const process = await lockProcess(ctx, id);
  if (process === null || !fits(verb, process)) {
    throw new DomainError('invalid_transition', `This process is ${process?.state}; that does not fit.`, {
      from: process?.state,
      allowed: process === null ? [] : processVerbs.filter((each) => fits(each, process)),
    });
  }
  return process;
}

async function steer(
  ctx: ServiceContext,
  process: ProcessDraft,
  verb: ProcessVerb,
  { reason = null, step = null }: Why & { readonly step?: string | null },
): Promise<void> {
  await saveProcess(ctx, process);
  await logVerb(ctx, process.id, verb, { reason, step });
  await tellSubject(ctx, process, told[verb], { reason, step });
}

/** How the timeline of the record calls it. */
const told = {
  pause: 'paused',
  resume: 'resumed',
  retry: 'retried',
  restart: 'restarted',
  skip: 'skipped',
  run_again: 'run_again',
  cancel: 'cancelled',
  terminate: 'terminated',
} as const satisfies Record<ProcessVerb, string>;

async function order(ctx: ServiceContext, { id, kind, runsFor }: ProcessDraft, what: 'retry_process'): Promise<void> {
  await emitCommand(ctx, 'process', { id }, { do: what, kind, subjectId: runsFor });
}

/**
 * Opens a failed process again, at a step. The database lets one be open at a time; the run goes on from where the
 * step was called.
 */
async function reopen(ctx: ServiceContext, process: ProcessDraft, step: string): Promise<void> {
  await refuseLater(ctx, process);
  const { id, kind, runsFor: subjectId } = process;
  const activity = (await activityOf(ctx, id, step)) ?? '';
  process.steps = stepsFrom(process.steps, step);
  process.state = 'running' satisfies ProcessState;
  process.error = null;
  process.closedAt = null;
  await emitCommand(ctx, 'process', { id }, { do: 'restart_process', kind, processId: id, subjectId, activity });
}

/** @throws DomainError `invalid_transition` when the same ran again since: that one counts */
async function refuseLater(ctx: ServiceContext, process: ProcessDraft): Promise<void> {
  const later = await database(ctx.em)
    .selectFrom('crm_processes')
    .select('id')
    .where('workflowId', '=', process.workflowId)
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (later?.id === process.id && (await findOpenProcess(ctx, process.kind, process.runsFor)) === null) return;
  throw new DomainError('invalid_transition', 'This ran again since; only the last run can begin anew.', {
    from: process.state,
    allowed: [],
  });
}
