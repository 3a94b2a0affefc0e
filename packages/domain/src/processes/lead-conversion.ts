import type { ConversionChoice } from '../lead/lead-conversion.ts';
import type { Decision, ProcessContract } from './contract.ts';

/** Turns a qualified lead into an account, a contact and an opportunity; asks a person when the match is unclear. */
export const leadConversion: ProcessContract<'leadConversion'> = {
  name: 'leadConversion',
  workflowId: (leadId) => `lead-conversion/${leadId}`,
};

export const leadConversionSteps = ['match', 'choose', 'convert'] as const;

/** A person chose. Refused unless the process waits and the ids are among what was found. */
export const matchDecision: Decision<ChosenMatch> = { kind: 'lead-conversion', name: 'chooseMatch' };

export interface ChosenMatch extends ConversionChoice {
  /** The user who chose. */
  readonly chosenBy: string;
}

/** A choice on its way to the records; without a person behind it, it followed from the rules. */
export interface SettledMatch extends ConversionChoice {
  readonly chosenBy: string | null;
}

/** What was found, as ids: names stay out of the history. */
export interface FoundMatches {
  readonly accounts: readonly { readonly id: string }[];
  readonly contacts: readonly { readonly id: string; readonly accountId: string | null }[];
}

/** Hours of waiting for a choice before the owner is reminded, and before the managers are asked too. */
export const reminderAfterHours = 24;
export const escalationAfterHours = 48;

export interface ConversionResult {
  readonly accountId: string;
  readonly contactId: string;
  readonly opportunityId: string;
}
