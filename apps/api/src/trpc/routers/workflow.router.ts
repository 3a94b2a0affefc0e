import { z } from 'zod';
import { workflowService } from '@crm/core/workflow/workflow.service';
import { id } from '@crm/domain/scalars';
import { dryRunInput, dryRunResult, workflow, workflowVersionRow } from '@crm/domain/workflow/workflow';
import { crud } from '../crud.ts';
import { query } from '../init.ts';

export const workflowRouter = {
  ...crud(workflow, workflowService),

  versions: query
    .meta({
      permission: 'workflow:read',
      rest: { method: 'GET', path: '/workflows/:id/versions', summary: 'What one rule said over time' },
    })
    .input(z.strictObject({ id }))
    .output(z.object({ items: z.array(workflowVersionRow) }))
    .query(async ({ ctx, input }) => ({ items: await workflowService.versions(ctx.service, input.id) })),

  dryRun: query
    .meta({
      permission: 'workflow:read',
      rest: {
        method: 'GET',
        path: '/workflows/:id/dry_run',
        summary: 'Which of the newest records one rule fits, and what it would do, without doing it',
      },
    })
    .input(dryRunInput)
    .output(dryRunResult)
    .query(({ ctx, input }) => workflowService.dryRun(ctx.service, input.id, input.limit)),
};
