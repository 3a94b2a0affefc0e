import { z } from 'zod';
import { timelineService } from '@crm/core/timeline/timeline.service';
import { listInput } from '@crm/domain/page';
import { timelineFilter, timelineRow } from '@crm/domain/timeline/timeline';
import { query } from '../init.ts';

export const timelineRouter = {
  list: query
    .meta({
      permission: 'timeline:read',
      rest: { method: 'GET', path: '/timeline', summary: 'What happened, newest first' },
    })
    .input(listInput(timelineFilter, ['occurredAt']).omit({ trash: true }))
    .output(z.object({ items: z.array(timelineRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => timelineService.list(ctx.service, input)),
};
