import { CancellationScope, continueAsNew, isCancellation, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { slicesPerRun, type OperationNext } from '@crm/domain/processes/operation';
import type { OperationActivities } from '../activities/operation.activities.ts';
import { databaseStep, nowIso, runProcess, tellOperators } from './process-run.ts';

/** A slice takes a second or two; under load longer, while it tells that it lives. */
const sliceStep = { ...databaseStep, startToCloseTimeout: '5 minutes', heartbeatTimeout: '5 seconds' } as const;

const steps = proxyActivities<OperationActivities>(sliceStep);

/**
 * Does one thing to many records, slice by slice. What is done is known by record, in the database alone: this only
 * asks what comes next.
 */
export async function operation(input: ProcessInput): Promise<void> {
  const { processId } = input;
  await runProcess(input, () =>
    orClose(processId, async () => {
      let next = await steps.lookAtOperation.executeWithOptions({ summary: 'Look what comes next' }, [
        { processId, now: nowIso() },
      ]);
      for (let slices = 0; next.do !== 'nothing'; slices += 1) {
        if (slices >= slicesPerRun || workflowInfo().continueAsNewSuggested) {
          await continueAsNew<typeof operation>(input);
        }
        tellOperators('running', `Next: ${next.do}.`);
        next = await doNext(next, processId);
      }
      tellOperators('completed', 'Over.');
    }),
  );
}

function doNext(next: OperationNext, processId: string): Promise<OperationNext> {
  const call = { processId, now: nowIso() };
  switch (next.do) {
    case 'select':
      return steps.selectRecords.executeWithOptions({ summary: 'Write down which records' }, [call]);
    case 'work':
      return workSideBySide(next.lanes, call);
    case 'finish':
      return steps.finishOperation.executeWithOptions({ summary: 'Look whether all is done' }, [call]);
    case 'nothing':
      return Promise.resolve(next);
  }
}

/** Several slices at a time, each of other records. */
async function workSideBySide(lanes: number, call: { processId: string; now: string }): Promise<OperationNext> {
  const slice = () => steps.workSlice.executeWithOptions({ summary: 'Do the next records' }, [call]);
  const outcomes = await Promise.all(Array.from({ length: lanes }, slice));
  // Whether it was stopped counts first; and as long as one lane found records there may be more.
  const byWeight = ['nothing', 'select', 'work', 'finish'] as const;
  const first = byWeight.find((what) => outcomes.some((outcome) => outcome.do === what));
  return outcomes.find((outcome) => outcome.do === first) ?? { do: 'finish' };
}

/** An operation whose run is cancelled must not look as if it went on. */
async function orClose(processId: string, recipe: () => Promise<void>): Promise<void> {
  try {
    await recipe();
  } catch (error) {
    if (isCancellation(error)) {
      await CancellationScope.nonCancellable(() =>
        steps.closeOperation.executeWithOptions({ summary: 'Close the operation' }, [{ processId, now: nowIso() }]),
      );
    }
    throw error;
  }
}
