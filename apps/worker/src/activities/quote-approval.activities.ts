import { lookAtApproval } from '@crm/core/quote/quote-approval-watch';
import type { LookAgain } from '@crm/domain/processes/contract';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface QuoteApprovalActivities {
  lookAtApproval(input: StepInput): Promise<LookAgain | null>;
}

export function createQuoteApprovalActivities(deps: ActivityDeps): QuoteApprovalActivities {
  return {
    lookAtApproval: (input) => runStepAsProcess(deps, input, 'approve', lookAtApproval),
  };
}
