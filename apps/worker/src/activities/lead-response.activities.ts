import { lookAtLead } from '@crm/core/lead/lead-response';
import type { LookAgain } from '@crm/domain/processes/contract';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface LeadResponseActivities {
  lookAtLead(input: StepInput): Promise<LookAgain | null>;
}

export function createLeadResponseActivities(deps: ActivityDeps): LeadResponseActivities {
  return {
    lookAtLead: (input) => runStepAsProcess(deps, input, 'respond', lookAtLead),
  };
}
