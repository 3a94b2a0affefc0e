import { z } from 'zod';
import { timelineService } from '@crm/core/timeline/timeline.service';
import { listInput } from '@crm/domain/page';
import { timelineFilter, timelineRow } from '@crm/domain/timeline/timeline';
import { listFor } from '../batch.ts';
import { query } from '../init.ts';

const sortable = ['occurredAt'] as const;

export const timelineRouter = {
  listFor: listFor(
    { permission: 'timeline:read', row: timelineRow, filter: timelineFilter, sortable },
    timelineService,
  ),

  list: query
    .meta({
      permission: 'timeline:read',
      rest: { method: 'GET', path: '/timeline', summary: 'What happened, newest first' },
    })
    .input(listInput(timelineFilter, sortable, timelineService.defaultSort).omit({ trash: true }))
    .output(z.object({ items: z.array(timelineRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => timelineService.list(ctx.service, input)),
};
