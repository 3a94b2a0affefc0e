import type { z } from 'zod';
import { activityTypes } from '@crm/domain/activity/activity';
import { dueGroup, type myActivitiesInput, type MyActivityRow } from '@crm/domain/activity/my-activities';
import { DomainError } from '@crm/domain/errors';
import type { Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { activityService } from './activity.service.ts';

/** A note is nothing to do (DIFF-015). */
const toDo = activityTypes.filter((type) => type !== 'note');

/**
 * What is still to be done by the caller, or by somebody of the own teams; the earliest first.
 * @param timeZone of whoever asks: decides what is "today"
 * @throws DomainError `forbidden` for somebody else's without a reach beyond the own records
 */
export async function readMyActivities(
  ctx: ServiceContext,
  { userId, ...paging }: z.output<typeof myActivitiesInput>,
  timeZone: string,
): Promise<Page<MyActivityRow>> {
  const scope = allow(ctx, 'activity:read');
  const whose = userId ?? ctx.actor.id;
  if (whose === null || (whose !== ctx.actor.id && scope === 'own')) {
    throw new DomainError('forbidden', 'You see your own activities only. Ask a manager.', {
      permission: 'activity:read',
    });
  }
  const page = await activityService.list(ctx, {
    ...paging,
    sort: 'dueAt',
    filter: { assignedTo: [whose], status: ['scheduled'], type: toDo },
  });
  const withDue = (row: (typeof page.items)[number]) => ({
    ...row,
    due: dueGroup(row.dueAt === null ? null : new Date(row.dueAt), ctx.now, timeZone),
  });
  return { ...page, items: page.items.map(withDue) };
}
