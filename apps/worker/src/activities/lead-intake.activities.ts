import { assignLead, scoreNewLead, type AssignOutcome } from '@crm/core/lead/lead-intake';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface LeadIntakeActivities {
  scoreNewLead(input: StepInput): Promise<'scored' | null>;
  assignLead(input: StepInput): Promise<AssignOutcome | null>;
}

export function createLeadIntakeActivities(deps: ActivityDeps): LeadIntakeActivities {
  return {
    scoreNewLead: (input) => runStepAsProcess(deps, input, 'score', scoreNewLead, { gives: 'scored' }),
    assignLead: (input) => runStepAsProcess(deps, input, 'assign', assignLead),
  };
}
