import { z } from 'zod';
import { processService } from '@crm/core/process/process.service';
import { countRow, listInput } from '@crm/domain/page';
import { processFilter, processRow } from '@crm/domain/process/process';
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

  cancel: mutation
    .meta({
      permission: 'process:act',
      rest: { method: 'POST', path: '/processes/:id/cancel', status: 202, summary: 'Cancel one process' },
    })
    .input(z.strictObject({ id }))
    .output(processRow)
    .mutation(({ ctx, input }) => processService.cancel(ctx.service, input.id)),
};
