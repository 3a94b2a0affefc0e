import type { AccountRow } from '@crm/domain/account/account';
import { activityService } from '../activity/activity.service.ts';
import type { ServiceContext } from '../context.ts';
import { startProcess } from '../process/process-start.ts';
import { accountService } from './account.service.ts';

/**
 * Plans to come back to a customer: a task for its owner, due then, the customer's `nextFollowUpAt`, and the process
 * that reminds at the time (CONSOLE-005).
 * @param at ISO 8601
 */
export async function scheduleAccountFollowUp(ctx: ServiceContext, id: string, at: string): Promise<AccountRow> {
  const account = await accountService.update(ctx, id, { nextFollowUpAt: at });
  const task = await activityService.create(ctx, {
    type: 'task',
    subject: `Follow up: ${account.name}`,
    body: null,
    subjectType: 'account',
    subjectId: id,
    dueAt: at,
    startsAt: null,
    endsAt: null,
    remindAt: at,
    outcome: null,
    direction: null,
    durationSeconds: null,
    priority: 'normal',
  });
  await startProcess(ctx, {
    kind: 'follow-up',
    subject: { type: 'account', id, assignedTo: account.assignedTo, teamId: account.teamId },
    runsFor: task.id,
  });
  return account;
}
