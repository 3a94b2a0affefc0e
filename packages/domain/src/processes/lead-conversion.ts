import type { ProcessContract } from './contract.ts';

/** Turns a qualified lead into an account, a contact and an opportunity; asks a person when the match is unclear. */
export const leadConversion: ProcessContract<'leadConversion'> = {
  name: 'leadConversion',
  workflowId: (leadId) => `lead-conversion/${leadId}`,
};

export const leadConversionSteps = ['match', 'choose', 'convert'] as const;

/** Update: a person chose. Refused by its validator unless the process waits and the ids are among what was found. */
export const chooseMatchUpdate = 'chooseMatch';

export interface ChosenMatch {
  readonly accountId: string | null;
  readonly contactId: string | null;
  /** The user who chose. */
  readonly chosenBy: string;
}

/** What was found, as ids: names stay out of the history. */
export interface FoundMatches {
  readonly accountIds: readonly string[];
  readonly contactIds: readonly string[];
}

/** Hours of waiting for a choice before the owner is reminded, and before the manager is asked. */
export const reminderAfterHours = 24;
export const escalationAfterHours = 48;

export interface ConversionResult {
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string;
}
