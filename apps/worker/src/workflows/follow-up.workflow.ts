import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { ProcessInput } from '@crm/domain/processes/contract';
import { activityChangedSignal } from '@crm/domain/processes/follow-up';
import type { FollowUpActivities } from '../activities/follow-up.activities.ts';
import { databaseStep, nowIso, runProcess, tellOperators } from './process-run.ts';

const steps = proxyActivities<FollowUpActivities>(databaseStep);
const activityChanged = defineSignal(activityChangedSignal);

/** Waits until a follow-up is due and then tells its owner. Looks at it again when it is moved, closed or deleted. */
export async function followUp(input: ProcessInput): Promise<void> {
  let changed = false;
  setHandler(activityChanged, () => {
    changed = true;
  });
  const { processId } = input;
  await runProcess(input, async () => {
    for (;;) {
      changed = false;
      const plan = await steps.planFollowUp.executeWithOptions({ summary: 'Look when it is due' }, [
        { processId, now: nowIso() },
      ]);
      if (plan === null) return;
      const dueAt = new Date(plan.dueAt);
      tellOperators('waiting_timer', `Due at ${dueAt.toISOString()}.`, dueAt);
      const waitMs = Math.max(dueAt.getTime() - Date.now(), 0);
      const moved = waitMs > 0 && (await condition(() => changed, waitMs, { summary: 'until the follow-up is due' }));
      if (moved) continue;
      const outcome = await steps.notifyFollowUp.executeWithOptions({ summary: 'Tell the owner' }, [
        { processId, now: nowIso() },
      ]);
      if (outcome === 'not_due') continue;
      tellOperators('completed', outcome === 'notified' ? 'The owner was told.' : 'Closed before it was due.');
      return;
    }
  });
}
