import { proxyActivities } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { ticketChangedSignal } from '@crm/domain/processes/ticket-sla';
import type { TicketSlaActivities } from '../activities/ticket-sla.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const steps = proxyActivities<TicketSlaActivities>(databaseStep);

/** Sees to it that a ticket is answered and solved in time. */
export function ticketSla(input: ProcessInput): Promise<void> {
  return watch(input, {
    signal: ticketChangedSignal,
    over: 'The watch over the clocks',
    look: () =>
      steps.lookAtTicket.executeWithOptions({ summary: 'Look at the clocks of the ticket' }, [
        { processId: input.processId, now: nowIso() },
      ]),
  });
}
