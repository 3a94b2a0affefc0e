import type { ProcessContract } from './contract.ts';

/** Scores a new lead and gives it to somebody; waits and looks again while nobody takes leads. */
export const leadIntake: ProcessContract<'leadIntake'> = {
  name: 'leadIntake',
  workflowId: (leadId) => `lead-intake/${leadId}`,
};

export const leadIntakeSteps = ['score', 'assign'] as const;

/** How long until it looks again for somebody who takes leads. */
export const assignRetryMinutes = 15;
