import { lookAtDelivery } from '@crm/core/quote/quote-delivery-watch';
import type { LookAgain } from '@crm/domain/processes/contract';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface QuoteDeliveryActivities {
  lookAtDelivery(input: StepInput): Promise<LookAgain | null>;
}

export function createQuoteDeliveryActivities(deps: ActivityDeps): QuoteDeliveryActivities {
  return {
    lookAtDelivery: (input) => runStepAsProcess(deps, input, 'answer', lookAtDelivery),
  };
}
