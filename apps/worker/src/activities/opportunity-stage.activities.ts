import { lookAtOpportunity } from '@crm/core/opportunity/deal-watch';
import type { LookAgain } from '@crm/domain/processes/contract';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface OpportunityStageActivities {
  lookAtOpportunity(input: StepInput): Promise<LookAgain | null>;
}

export function createOpportunityStageActivities(deps: ActivityDeps): OpportunityStageActivities {
  return {
    lookAtOpportunity: (input) => runStepAsProcess(deps, input, 'watch', lookAtOpportunity),
  };
}
