import type { ProcessContract } from './contract.ts';

/** Watches an open deal: reminds its owner when it stands still, and tells the managers when that does not help. */
export const opportunityStage: ProcessContract<'opportunityStage'> = {
  name: 'opportunityStage',
  workflowId: (opportunityId) => `opportunity-stage/${opportunityId}`,
};

export const opportunityStageSteps = ['watch', 'remind', 'escalate'] as const;

/** Signal: the deal was moved, changed, closed, deleted or restored, or something was done about it; look at it again. */
export const dealChangedSignal = 'dealChanged';
