import { proxyActivities } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { periodOfRun, renewalChangedSignal } from '@crm/domain/processes/renewal';
import type { RenewalActivities } from '../activities/renewal.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const { lookAtRenewal } = proxyActivities<RenewalActivities>(databaseStep);
/** Longer than a provider may keep us waiting. Whatever happens, the next look sees in the database what is known. */
const { bringCharge } = proxyActivities<RenewalActivities>({ ...databaseStep, startToCloseTimeout: '1 minute' });

/** Sees a period of a subscription through, until it is paid or given up. What was done is the database's to know. */
export function renewal(input: ProcessInput): Promise<void> {
  const { processId } = input;
  const periodStart = periodOfRun(input.subjectId);
  return watch(input, {
    signal: renewalChangedSignal,
    over: 'The period',
    async look() {
      for (;;) {
        const next = await lookAtRenewal.executeWithOptions({ summary: 'Look what is due for the period' }, [
          { processId, now: nowIso(), periodStart },
        ]);
        if (next === null || 'until' in next) return next;
        await bringCharge.executeWithOptions({ summary: 'Take the money, or ask what came of it' }, [
          { processId, now: nowIso(), charge: next.charge },
        ]);
      }
    },
  });
}
