import type { ProcessContract, ProcessInput } from './contract.ts';

/** Scores a new lead and gives it to somebody; waits and looks again while nobody takes leads. */
export const leadIntake: ProcessContract<'leadIntake'> = {
  name: 'leadIntake',
  workflowId: (leadId) => `lead-intake/${leadId}`,
};

export interface LeadIntakeInput extends ProcessInput {
  /** Set when a long wait goes on in a fresh run. */
  readonly scored?: boolean;
}

export const leadIntakeSteps = ['score', 'assign'] as const;

/** Signal: the lead was given to somebody, deleted or restored; look at it again. */
export const leadChangedSignal = 'leadChanged';

/** How long until it looks again for somebody who takes leads. */
export const assignRetryMinutes = 15;

/** After so many looks (two hours) the wait goes on in a fresh run, so that no history grows without end. */
export const looksPerRun = 8;
