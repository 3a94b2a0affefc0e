import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import { database } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { findOwner } from './process-people.ts';
import {
  cancelDraft,
  completeProcess,
  endWait,
  holdProcess,
  runStep,
  type ProcessDraft,
  type StepCall,
} from './process-progress.ts';

export interface FollowUpPlan {
  readonly dueAt: string;
}

/** When the follow-up is due. @returns `null` when there is nothing to wait for any more: the process is over */
export function planFollowUp(ctx: ServiceContext, call: StepCall): Promise<FollowUpPlan | null> {
  return runStep(ctx, call, async (process) => {
    const activity = await findScheduled(ctx, process);
    if (activity === null) return closeEarly(ctx, process);
    const dueAt = activity.dueAt.toISOString();
    holdProcess(process, 'wait', {
      reason: 'until_due',
      why: null,
      since: process.wait?.since ?? ctx.now.toISOString(),
      dueAt,
      actors: await findOwner(ctx, activity.assignedTo),
      next: { code: 'notify', at: dueAt },
    });
    return { dueAt };
  });
}

export type FollowUpOutcome = 'notified' | 'not_due' | 'closed';

/** Tells the owner that the follow-up is due, unless it was moved or closed at the last moment. */
export async function notifyFollowUp(ctx: ServiceContext, call: StepCall): Promise<FollowUpOutcome> {
  const outcome = await runStep(ctx, call, async (process): Promise<FollowUpOutcome> => {
    const activity = await findScheduled(ctx, process);
    if (activity === null) {
      await closeEarly(ctx, process);
      return 'closed';
    }
    if (activity.dueAt > ctx.now) {
      process.steps = resetSteps(process.steps, 'notify');
      return 'not_due';
    }
    endWait(process);
    process.steps = endStep(endStep(process.steps, 'wait', ctx.now, null), 'notify', ctx.now, null);
    completeProcess(process, ctx.now);
    await recordTimeline(ctx, {
      subject: process.subject,
      kind: 'process',
      title: activity.subject,
      payload: { code: 'follow_up_due', process: process.kind, assignedTo: activity.assignedTo },
      source: { type: 'activity', id: activity.id },
    });
    await notify(ctx, {
      kind: 'follow_up_due',
      userIds: activity.assignedTo === null ? [] : [activity.assignedTo],
      subject: { type: 'activity', id: activity.id },
      params: { title: activity.subject },
      key: `follow-up/${activity.id}/${activity.dueAt.toISOString()}`,
    });
    return 'notified';
  });
  return outcome ?? 'closed';
}

/** The activity while it is still to be done, with the moment at which it is due. */
async function findScheduled(ctx: ServiceContext, process: ProcessDraft) {
  const activity = await database(ctx.em)
    .selectFrom('crm_activities')
    .select(['id', 'subject', 'dueAt', 'assignedTo'])
    .where('id', '=', process.runsFor)
    .where('status', '=', 'scheduled')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return activity?.dueAt ? { ...activity, dueAt: activity.dueAt } : null;
}

async function closeEarly(ctx: ServiceContext, process: ProcessDraft): Promise<null> {
  cancelDraft(process, ctx.now);
  return null;
}
