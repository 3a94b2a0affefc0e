import {
  askPerson,
  escalateChoice,
  matchLead,
  remindPerson,
  type MatchOutcome,
} from '@crm/core/lead/lead-conversion-steps';
import { convertNow, type ConvertOutcome } from '@crm/core/lead/lead-conversion-write';
import type { AskReason } from '@crm/domain/lead/conversion.rules';
import type { SettledMatch } from '@crm/domain/processes/lead-conversion';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface LeadConversionActivities {
  findMatches(input: StepInput): Promise<MatchOutcome | null>;
  askPerson(input: StepInput & { readonly why: AskReason }): Promise<void>;
  remind(input: StepInput): Promise<void>;
  escalate(input: StepInput): Promise<void>;
  convertNow(input: StepInput & { readonly settled: SettledMatch }): Promise<ConvertOutcome | null>;
}

export function createLeadConversionActivities(deps: ActivityDeps): LeadConversionActivities {
  return {
    findMatches: (input) => runStepAsProcess(deps, input, 'match', matchLead),
    async askPerson({ why, ...input }) {
      await runStepAsProcess(deps, input, 'choose', (ctx, call) => askPerson(ctx, call, why));
    },
    async remind(input) {
      await runStepAsProcess(deps, input, 'choose', remindPerson);
    },
    async escalate(input) {
      await runStepAsProcess(deps, input, 'choose', escalateChoice);
    },
    convertNow: ({ settled, ...input }) =>
      runStepAsProcess(deps, input, 'convert', (ctx, call) => convertNow(ctx, call, settled)),
  };
}
