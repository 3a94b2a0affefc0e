import type { ProcessContract } from './contract.ts';

/** Waits until a follow-up is due and then tells its owner; follows the activity when it is moved or closed. */
export const followUp: ProcessContract<'followUp'> = {
  name: 'followUp',
  workflowId: (activityId) => `follow-up/${activityId}`,
};

export const followUpSteps = ['wait', 'notify'] as const;

/** Signal: the activity was moved, completed, cancelled or deleted; look at it again. */
export const activityChangedSignal = 'activityChanged';
