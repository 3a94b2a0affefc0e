import { z } from 'zod';
import { workflowService } from '@crm/core/workflow/workflow.service';
import { id } from '@crm/domain/scalars';
import { hookAddress } from '@crm/domain/workflow/rule-hook';
import { ruleRunList, runRuleInput } from '@crm/domain/workflow/rule-run';
import { dryRunInput, dryRunResult, workflow, workflowVersionRow } from '@crm/domain/workflow/workflow';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';

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

  runs: query
    .meta({
      permission: 'workflow:read',
      rest: { method: 'GET', path: '/workflows/:id/runs', summary: 'The latest runs of one rule, with each step' },
    })
    .input(z.strictObject({ id }))
    .output(ruleRunList)
    .query(async ({ ctx, input }) => ({ items: await workflowService.runs(ctx.service, input.id) })),

  run: mutation
    .meta({
      permission: 'workflow:run',
      rest: { method: 'POST', path: '/workflows/:id/run', summary: 'Start one rule for some records' },
    })
    .input(z.strictObject({ id, data: runRuleInput }))
    .output(ruleRunList)
    .mutation(async ({ ctx, input }) => ({ items: await workflowService.run(ctx.service, input.id, input.data) })),

  hook: query
    .meta({
      permission: 'workflow:update',
      rest: {
        method: 'GET',
        path: '/workflows/:id/hook',
        summary: 'The address at which other systems start one rule',
      },
    })
    .input(z.strictObject({ id }))
    .output(hookAddress)
    .query(({ ctx, input }) => workflowService.hook(ctx.service, input.id)),

  rotateHook: mutation
    .meta({
      permission: 'workflow:update',
      rest: {
        method: 'POST',
        path: '/workflows/:id/hook/rotate',
        summary: 'Give the webhook of one rule a new address; the old one starts nothing any more',
      },
    })
    .input(z.strictObject({ id }))
    .output(hookAddress)
    .mutation(({ ctx, input }) => workflowService.rotateHook(ctx.service, input.id)),

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
