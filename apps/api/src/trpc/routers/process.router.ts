import { z } from 'zod';
import { processService } from '@crm/core/process/process.service';
import { countRow, listInput } from '@crm/domain/page';
import {
  bulkInput,
  bulkOutcome,
  bulkPreview,
  bulkQuestion,
  decideInput,
  hardVerb,
  mildVerb,
  processDetails,
  processTally,
  restartInput,
  runAgainInput,
} from '@crm/domain/process/process-details';
import { processFilter, processRow } from '@crm/domain/process/process';
import { workerVersions } from '@crm/domain/process/worker-version';
import { id } from '@crm/domain/scalars';
import { getMany, listFor } from '../batch.ts';
import { mutation, query } from '../init.ts';

const sortable = ['updatedAt', 'startedAt'] as const;
const batch = { permission: 'process:read', row: processRow, filter: processFilter, sortable } as const;

export const processRouter = {
  getMany: getMany(batch, processService),
  listFor: listFor(batch, processService),

  list: query
    .meta({
      permission: 'process:read',
      rest: { method: 'GET', path: '/processes', summary: 'List processes, latest change first' },
    })
    .input(listInput(processFilter, sortable, processService.defaultSort).omit({ trash: true }))
    .output(z.object({ items: z.array(processRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => processService.list(ctx.service, input)),

  count: query
    .meta({
      permission: 'process:read',
      rest: { method: 'GET', path: '/processes/count', summary: 'Count processes, up to a cap' },
    })
    .input(z.strictObject({ filter: processFilter.optional() }))
    .output(countRow)
    .query(({ ctx, input }) => processService.count(ctx.service, input.filter ?? {})),

  get: query
    .meta({
      permission: 'process:read',
      rest: { method: 'GET', path: '/processes/:id', summary: 'Read one process: what it waits for, and its steps' },
    })
    .input(z.strictObject({ id }))
    .output(processRow)
    .query(({ ctx, input }) => processService.get(ctx.service, input.id)),

  tally: query
    .meta({
      permission: 'process:read',
      rest: { method: 'GET', path: '/processes/tally', summary: 'How many processes are in which state, up to a cap' },
    })
    .input(z.strictObject({ filter: processFilter.optional() }))
    .output(processTally)
    .query(({ ctx, input }) => processService.tally(ctx.service, input.filter ?? {})),

  versions: query
    .meta({
      permission: 'process:operate',
      rest: {
        method: 'GET',
        path: '/processes/versions',
        summary: 'Which versions of the workers there are, and how many runs each has yet to end',
      },
    })
    .input(z.strictObject({}))
    .output(workerVersions)
    .query(({ ctx }) => processService.versions(ctx.service)),

  details: query
    .meta({
      permission: 'process:read',
      rest: {
        method: 'GET',
        path: '/processes/:id/details',
        summary: 'What happened in a process, its other runs, and the records that it touched',
      },
    })
    .input(z.strictObject({ id }))
    .output(processDetails)
    .query(({ ctx, input }) => processService.details(ctx.service, input.id)),

  pause: mutation
    .meta(verb('operate', 'pause', 'Pause one process: no step of it does anything until it is resumed'))
    .input(z.strictObject({ id, data: mildVerb }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.pause(ctx.service, input.id, input.data)),

  resume: mutation
    .meta(verb('operate', 'resume', 'Resume one paused process'))
    .input(z.strictObject({ id, data: mildVerb }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.resume(ctx.service, input.id, input.data)),

  retry: mutation
    .meta(verb('operate', 'retry', 'Try the failing step of one process at once'))
    .input(z.strictObject({ id, data: mildVerb }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.retry(ctx.service, input.id, input.data)),

  restart: mutation
    .meta(verb('operate', 'restart', 'Begin one failed process anew at a step; what was done before stays done'))
    .input(z.strictObject({ id, data: restartInput }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.restart(ctx.service, input.id, input.data)),

  runAgain: mutation
    .meta(
      verb('operate', 'run_again', 'Run one process that is over once more, as a new one; its input may be changed'),
    )
    .input(z.strictObject({ id, data: runAgainInput }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.runAgain(ctx.service, input.id, input.data)),

  previewBulk: query
    .meta({
      permission: 'process:act',
      rest: { method: 'GET', path: '/processes/steer', summary: 'How many processes a verb would be done to' },
    })
    .input(bulkQuestion)
    .output(bulkPreview)
    .query(({ ctx, input }) => processService.previewBulk(ctx.service, input)),

  steerMany: mutation
    .meta({
      permission: 'process:act',
      rest: {
        method: 'POST',
        path: '/processes/steer',
        summary: 'Do one thing to every process that a filter finds, 1,000 at most',
      },
    })
    .input(z.strictObject({ data: bulkInput }))
    .output(bulkOutcome)
    .mutation(({ ctx, input }) => processService.steerMany(ctx.service, input.data)),

  skip: mutation
    .meta(verb('force', 'skip', 'Go on without the step that is in trouble'))
    .input(z.strictObject({ id, data: hardVerb }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.skip(ctx.service, input.id, input.data)),

  decide: mutation
    .meta(verb('decide', 'decide', 'Answer a rule that asked whether it may go on; only those who were asked'))
    .input(z.strictObject({ id, data: decideInput }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.decide(ctx.service, input.id, input.data)),

  cancel: mutation
    .meta(verb('act', 'cancel', 'Cancel one process; what it can take back is taken back'))
    .input(z.strictObject({ id, data: mildVerb.optional() }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.cancel(ctx.service, input.id, input.data)),

  terminate: mutation
    .meta(verb('force', 'terminate', 'End one process and its run at once; nothing is taken back'))
    .input(z.strictObject({ id, data: hardVerb }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.terminate(ctx.service, input.id, input.data)),
};

function verb<Action extends 'decide' | 'act' | 'operate' | 'force'>(action: Action, name: string, summary: string) {
  const rest = { method: 'POST', path: `/processes/:id/${name}`, status: 202, summary } as const;
  return { permission: `process:${action}` as const, rest };
}
