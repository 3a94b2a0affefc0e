import { z } from 'zod';
import { opportunityService } from '@crm/core/opportunity/opportunity.service';
import { boardColumn, moveInput, opportunity } from '@crm/domain/opportunity/opportunity';
import { id, queryList, version } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

export const opportunityRouter = {
  ...crud(opportunity, opportunityService),
  ...bulk(opportunity, opportunityService),
  ...tagging('opportunity'),

  move: mutation
    .meta({
      permission: 'opportunity:move',
      rest: { method: 'POST', path: '/opportunities/:id/move', summary: 'Move one deal to another stage' },
    })
    .input(z.strictObject({ id, version: version.optional(), data: moveInput }))
    .output(opportunity.row)
    .mutation(({ ctx, input }) => opportunityService.move(ctx.service, input.id, input.data, input.version)),

  board: query
    .meta({
      permission: 'opportunity:read',
      rest: {
        method: 'GET',
        path: '/pipelines/:pipelineId/board',
        summary: 'Count and sums of each stage of a pipeline',
      },
    })
    .input(z.strictObject({ pipelineId: id, assignedTo: queryList(id).optional() }))
    .output(z.object({ columns: z.array(boardColumn) }))
    .query(async ({ ctx, input: { pipelineId, ...filter } }) => ({
      columns: await opportunityService.board(ctx.service, pipelineId, filter),
    })),
};
