import { proxyActivities } from '@temporalio/workflow';
import { automationChangedSignal } from '@crm/domain/processes/automation';
import type { ProcessInput } from '@crm/domain/processes/contract';
import type { AutomationActivities } from '../activities/automation.activities.ts';
import { watch } from './look-again.ts';
import { databaseStep, nowIso } from './process-run.ts';

const { lookAtRun } = proxyActivities<AutomationActivities>(databaseStep);

/** Carries a rule out. Which rule, in which version, and what was done of it, is the database's to know. */
export function automation(input: ProcessInput): Promise<void> {
  const { processId, subjectId: runId } = input;
  return watch(input, {
    signal: automationChangedSignal,
    over: 'The rule',
    look: () =>
      lookAtRun.executeWithOptions({ summary: 'Do the next action of the rule' }, [
        { processId, now: nowIso(), runId },
      ]),
  });
}
