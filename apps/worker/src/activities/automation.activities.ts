import { lookAtRun } from '@crm/core/workflow/rule-runs';
import type { LookAgain } from '@crm/domain/processes/contract';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface AutomationActivities {
  lookAtRun(input: StepInput & { readonly runId: string }): Promise<LookAgain | null>;
}

export function createAutomationActivities(deps: ActivityDeps): AutomationActivities {
  return {
    lookAtRun: (input) => runStepAsProcess(deps, input, 'act', (ctx, call) => lookAtRun(ctx, call, input.runId)),
  };
}
