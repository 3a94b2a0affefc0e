import type { ProcessContract } from './contract.ts';

/** Carries a rule out for one record: its actions in their order, with the waits between them. */
export const automation: ProcessContract<'automation'> = {
  name: 'automation',
  workflowId: (runId) => `automation/${runId}`,
};

export const automationSteps = ['act'] as const;

/** Signal: look again. Nothing sends it yet but operators. */
export const automationChangedSignal = 'automationChanged';
