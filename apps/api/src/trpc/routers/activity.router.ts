import { z } from 'zod';
import { activityService } from '@crm/core/activity/activity.service';
import { activity, completeInput } from '@crm/domain/activity/activity';
import { id } from '@crm/domain/scalars';
import { crud } from '../crud.ts';
import { mutation } from '../init.ts';

export const activityRouter = {
  ...crud(activity, activityService),

  complete: mutation
    .meta({
      permission: 'activity:complete',
      rest: { method: 'POST', path: '/activities/:id/complete', summary: 'Mark one activity as done' },
    })
    .input(z.strictObject({ id, data: completeInput }))
    .output(activity.row)
    .mutation(({ ctx, input }) => activityService.complete(ctx.service, input.id, input.data)),
};
