import { proxyActivities } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { approvalChangedSignal } from '@crm/domain/processes/quote-approval';
import type { QuoteApprovalActivities } from '../activities/quote-approval.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const steps = proxyActivities<QuoteApprovalActivities>(databaseStep);

/** Sees to it that a quote is decided on. The decisions themselves are the database's (ADR 0018). */
export function quoteApproval(input: ProcessInput): Promise<void> {
  return watch(input, {
    signal: approvalChangedSignal,
    over: 'The approval',
    look: () =>
      steps.lookAtApproval.executeWithOptions({ summary: 'Look who has decided and who is to be asked' }, [
        { processId: input.processId, now: nowIso() },
      ]),
  });
}
