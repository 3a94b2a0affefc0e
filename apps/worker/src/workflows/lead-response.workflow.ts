import { proxyActivities } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { leadTouchedSignal } from '@crm/domain/processes/lead-response';
import type { LeadResponseActivities } from '../activities/lead-response.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const steps = proxyActivities<LeadResponseActivities>(databaseStep);

/** Sees to it that somebody acts on a new lead in time. */
export function leadResponse(input: ProcessInput): Promise<void> {
  return watch(input, {
    signal: leadTouchedSignal,
    over: 'The wait for an answer',
    look: () =>
      steps.lookAtLead.executeWithOptions({ summary: 'Look whether somebody acted on the lead' }, [
        { processId: input.processId, now: nowIso() },
      ]),
  });
}
