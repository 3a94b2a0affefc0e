import { proxyActivities } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { dealChangedSignal } from '@crm/domain/processes/opportunity-stage';
import type { OpportunityStageActivities } from '../activities/opportunity-stage.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const steps = proxyActivities<OpportunityStageActivities>(databaseStep);

/** Watches an open deal, and says so when it stands still. */
export function opportunityStage(input: ProcessInput): Promise<void> {
  return watch(input, {
    signal: dealChangedSignal,
    over: 'The deal',
    look: () =>
      steps.lookAtOpportunity.executeWithOptions({ summary: 'Look whether the deal moves' }, [
        { processId: input.processId, now: nowIso() },
      ]),
  });
}
