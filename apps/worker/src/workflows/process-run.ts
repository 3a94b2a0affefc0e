import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  rootCause,
  setCurrentDetails,
  TemporalFailure,
  upsertSearchAttributes,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import type { ProcessState } from '@crm/domain/process/process';
import type { ProcessActivities } from '../activities/process.activities.ts';

/**
 * Every step is one short transaction. A database that is away for days only delays it; what will never work
 * (a refusal of the rules) is not tried again, which the activities say by themselves.
 */
export const databaseStep: ActivityOptions = {
  startToCloseTimeout: '10 seconds',
  scheduleToCloseTimeout: '14 days',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};

const { cancelProcess, failProcess } = proxyActivities<ProcessActivities>(databaseStep);

/** The run's own clock, which goes ahead of the wall clock where time is skipped. */
export function nowIso(): string {
  return new Date().toISOString();
}

/**
 * Runs a recipe, and writes to the process row how it ended if it did not end well: cancelled or failed. It returns
 * only when every message to the run has been answered.
 */
export async function runProcess<T>({ processId }: ProcessInput, recipe: () => Promise<T>): Promise<T> {
  try {
    const result = await recipe();
    await condition(allHandlersFinished);
    return result;
  } catch (error) {
    // Anything else is a mistake in this code: the task is tried again until a corrected worker comes.
    if (!(error instanceof TemporalFailure)) throw error;
    await CancellationScope.nonCancellable(async () => {
      if (isCancellation(error)) {
        await cancelProcess.executeWithOptions({ summary: 'Write down that it was cancelled' }, [
          { processId, now: nowIso() },
        ]);
        tellOperators('cancelled', 'Cancelled.');
      } else {
        const { code, message } = describe(error);
        await failProcess.executeWithOptions({ summary: 'Write down that it failed' }, [
          { processId, now: nowIso(), code, message },
        ]);
        tellOperators('failed', `Failed: ${message}`);
      }
      await condition(allHandlersFinished);
    });
    throw error;
  }
}

function describe(error: TemporalFailure): { code: string; message: string } {
  const cause = error.cause ?? error;
  const code = cause instanceof ApplicationFailure && typeof cause.type === 'string' ? cause.type : 'internal';
  return { code, message: rootCause(error) ?? 'No reason was given.' };
}

/** What the Temporal UI shows and finds of a run. Markdown, in English, without personal data. */
export function tellOperators(state: ProcessState, details: string, dueAt: Date | null = null): void {
  setCurrentDetails(details);
  upsertSearchAttributes([
    { key: { name: 'CrmStatus', type: 'KEYWORD' }, value: state },
    { key: { name: 'CrmDueAt', type: 'DATETIME' }, value: dueAt },
  ]);
}
