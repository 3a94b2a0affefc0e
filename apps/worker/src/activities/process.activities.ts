import { recordCancelled, recordFailed } from '@crm/core/process/process-progress';
import { runAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

/** How a process ended that did not end well. */
export interface ProcessActivities {
  cancelProcess(input: StepInput): Promise<void>;
  failProcess(input: StepInput & { readonly code: string; readonly message: string }): Promise<void>;
}

export function createProcessActivities(deps: ActivityDeps): ProcessActivities {
  return {
    cancelProcess: (input) => runAsProcess(deps, input, (ctx) => recordCancelled(ctx, input.processId)),
    failProcess: ({ code, message, ...input }) =>
      runAsProcess(deps, input, (ctx) => recordFailed(ctx, input.processId, { code, message })),
  };
}
