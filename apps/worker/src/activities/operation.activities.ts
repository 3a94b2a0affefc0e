import { heartbeat } from '@temporalio/activity';
import { assembleFile, removeParts } from '@crm/core/operation/operation-export';
import { OperationStopped, workSlice } from '@crm/core/operation/operation-slice';
import { closeOperation } from '@crm/core/operation/operation-stop';
import { finishOperation, lookAtOperation, selectRecords } from '@crm/core/operation/operation-steps';
import type { OperationNext } from '@crm/domain/processes/operation';
import { runAsProcess, runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface OperationActivities {
  lookAtOperation(input: StepInput): Promise<OperationNext>;
  selectRecords(input: StepInput): Promise<OperationNext>;
  workSlice(input: StepInput): Promise<OperationNext>;
  finishOperation(input: StepInput): Promise<OperationNext>;
  closeOperation(input: StepInput): Promise<void>;
}

export function createOperationActivities(deps: ActivityDeps): OperationActivities {
  const { files } = deps;
  return {
    lookAtOperation: (input) => runStepAsProcess(deps, input, 'select', lookAtOperation),
    selectRecords: (input) => runStepAsProcess(deps, input, 'select', selectRecords),
    async workSlice(input) {
      try {
        return await runStepAsProcess(deps, input, 'work', (ctx, call) => workSlice(ctx, call, { files, heartbeat }));
      } catch (error) {
        // Its transaction was taken back: nothing of the slice is left.
        if (error instanceof OperationStopped) return { do: 'nothing' };
        throw error;
      }
    },
    async finishOperation(input) {
      const made = await runAsProcess(deps, input, (ctx) => assembleFile(ctx, files, input.processId));
      const next = await runStepAsProcess(deps, input, 'finish', (ctx, call) => finishOperation(ctx, call, made));
      if (made !== null) await runAsProcess(deps, input, (ctx) => removeParts(ctx, files, input.processId));
      return next;
    },
    closeOperation: (input) => runAsProcess(deps, input, (ctx) => closeOperation(ctx, input.processId)),
  };
}
