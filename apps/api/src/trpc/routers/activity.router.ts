import { z } from 'zod';
import { readMyActivities } from '@crm/core/activity/my-activities';
import { activityService } from '@crm/core/activity/activity.service';
import { activity, completeInput } from '@crm/domain/activity/activity';
import { myActivitiesInput, myActivityRow } from '@crm/domain/activity/my-activities';
import { id, version } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

export const activityRouter = {
  ...crud(activity, activityService),
  ...bulk(activity, activityService),
  ...tagging('activity'),

  mine: query
    .meta({
      permission: 'activity:read',
      rest: { method: 'GET', path: '/me/activities', summary: 'What is to be done, the earliest first' },
    })
    .input(myActivitiesInput)
    .output(z.object({ items: z.array(myActivityRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => readMyActivities(ctx.service, input, ctx.signedIn.user.timeZone)),

  complete: mutation
    .meta({
      permission: 'activity:complete',
      rest: { method: 'POST', path: '/activities/:id/complete', summary: 'Mark one activity as done' },
    })
    .input(z.strictObject({ id, version: version.optional(), data: completeInput }))
    .output(activity.row)
    .mutation(({ ctx, input }) => activityService.complete(ctx.service, input.id, input.data, input.version)),
};
