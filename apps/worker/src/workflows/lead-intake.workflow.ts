import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import {
  assignRetryMinutes,
  leadChangedSignal,
  looksPerRun,
  type LeadIntakeInput,
} from '@crm/domain/processes/lead-intake';
import type { LeadIntakeActivities } from '../activities/lead-intake.activities.ts';
import { databaseStep, nowIso, runProcess, tellOperators } from './process-run.ts';

const steps = proxyActivities<LeadIntakeActivities>(databaseStep);
const leadChanged = defineSignal(leadChangedSignal);
const minute = 60_000;

/** Scores a new lead and gives it to somebody. While nobody takes leads it waits, and looks again. */
export async function leadIntake(input: LeadIntakeInput): Promise<void> {
  let changed = false;
  setHandler(leadChanged, () => {
    changed = true;
  });
  const { processId } = input;
  await runProcess(input, async () => {
    if (input.scored !== true) {
      const scored = await steps.scoreNewLead.executeWithOptions({ summary: 'Score the lead' }, [
        { processId, now: nowIso() },
      ]);
      if (scored === null) return;
    }
    for (let looks = 1; ; looks += 1) {
      changed = false;
      const outcome = await steps.assignLead.executeWithOptions({ summary: 'Give the lead to somebody' }, [
        { processId, now: nowIso() },
      ]);
      if (outcome !== 'nobody') {
        tellOperators('completed', outcome === 'assigned' ? 'Scored and assigned.' : 'Scored; the lead has an owner.');
        return;
      }
      const lookAgainAt = new Date(Date.now() + assignRetryMinutes * minute);
      tellOperators(
        'waiting_timer',
        `Nobody takes leads at this time. Looks again at ${lookAgainAt.toISOString()}.`,
        lookAgainAt,
      );
      await condition(() => changed, assignRetryMinutes * minute, { summary: 'until it looks again for somebody' });
      if (looks >= looksPerRun || workflowInfo().continueAsNewSuggested) {
        await continueAsNew<typeof leadIntake>({ ...input, scored: true });
      }
    }
  });
}
