import { lookAtTicket } from '@crm/core/ticket/ticket-watch';
import type { LookAgain } from '@crm/domain/processes/contract';
import { runStepAsProcess, type ActivityDeps, type StepInput } from './run-step.ts';

export interface TicketSlaActivities {
  lookAtTicket(input: StepInput): Promise<LookAgain | null>;
}

export function createTicketSlaActivities(deps: ActivityDeps): TicketSlaActivities {
  return {
    lookAtTicket: (input) => runStepAsProcess(deps, input, 'clocks', lookAtTicket),
  };
}
