import { proxyActivities } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { deliveryChangedSignal } from '@crm/domain/processes/quote-delivery';
import type { QuoteDeliveryActivities } from '../activities/quote-delivery.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const steps = proxyActivities<QuoteDeliveryActivities>(databaseStep);

/** Sees a sent quote through, until its customer has answered or its last day is over. */
export function quoteDelivery(input: ProcessInput): Promise<void> {
  return watch(input, {
    signal: deliveryChangedSignal,
    over: 'The delivery',
    look: () =>
      steps.lookAtDelivery.executeWithOptions({ summary: 'Look whether it arrived and was answered' }, [
        { processId: input.processId, now: nowIso() },
      ]),
  });
}
