import type { ProcessKind } from '../process/process.ts';
import type { ProcessContract } from './contract.ts';
import { followUp, followUpSteps } from './follow-up.ts';
import { leadConversion, leadConversionSteps } from './lead-conversion.ts';
import { leadIntake, leadIntakeSteps } from './lead-intake.ts';

interface RegisteredProcess {
  readonly contract: ProcessContract<string>;
  /** Keys of the steps in the order in which they are shown. */
  readonly steps: readonly string[];
  /** What it is for, as operators read it in the Temporal UI. */
  readonly summary: string;
}

/** The only list of processes. */
export const processes: Readonly<Record<ProcessKind, RegisteredProcess>> = {
  'lead-intake': { contract: leadIntake, steps: leadIntakeSteps, summary: 'Lead intake: score and assign' },
  'lead-conversion': {
    contract: leadConversion,
    steps: leadConversionSteps,
    summary: 'Lead conversion: account, contact, opportunity',
  },
  'follow-up': { contract: followUp, steps: followUpSteps, summary: 'Follow-up: tell the owner when it is due' },
};
