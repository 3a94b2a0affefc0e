import { notifyFollowUp, planFollowUp, type FollowUpOutcome, type FollowUpPlan } from '@crm/core/process/follow-up';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface FollowUpActivities {
  planFollowUp(input: StepInput): Promise<FollowUpPlan | null>;
  notifyFollowUp(input: StepInput): Promise<FollowUpOutcome>;
}

export function createFollowUpActivities(deps: ActivityDeps): FollowUpActivities {
  return {
    planFollowUp: (input) => runStepAsProcess(deps, input, 'wait', planFollowUp),
    notifyFollowUp: (input) => runStepAsProcess(deps, input, 'notify', notifyFollowUp),
  };
}
