import type { ProcessContract } from './contract.ts';

/** Sees to it that somebody acts on a new lead in time: reminds its owner, passes it on, and at last tells the managers. */
export const leadResponse: ProcessContract<'leadResponse'> = {
  name: 'leadResponse',
  workflowId: (leadId) => `lead-response/${leadId}`,
};

export const leadResponseSteps = ['respond', 'pass_on', 'escalate'] as const;

/** Signal: the lead was changed, given to somebody, qualified, deleted or restored, or something was done about it. */
export const leadTouchedSignal = 'leadTouched';
