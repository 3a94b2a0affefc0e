import { z } from 'zod';
import { operationService } from '@crm/core/operation/operation.service';
import {
  itemStates,
  operationFilter,
  operationInput,
  operationItem,
  operationPreview,
  operationRow,
  undoOperationInput,
} from '@crm/domain/operation/operation';
import { countRow, listInput } from '@crm/domain/page';
import { maxPageSize } from '@crm/domain/page-limits';
import { id, queryList } from '@crm/domain/scalars';
import { getMany } from '../batch.ts';
import { mutation, query } from '../init.ts';

const at = z.strictObject({ id });

/** What is done to an operation that is there; the answer is the operation. */
function verb(name: string, summary: string) {
  return mutation
    .meta({ permission: 'operation:update', rest: { method: 'POST', path: `/operations/:id/${name}`, summary } })
    .output(operationRow);
}

export const operationRouter = {
  getMany: getMany({ permission: 'operation:read', row: operationRow }, operationService),

  list: query
    .meta({
      permission: 'operation:read',
      rest: { method: 'GET', path: '/operations', summary: 'List operations on many records, the newest first' },
    })
    .input(listInput(operationFilter, ['createdAt'], operationService.defaultSort).omit({ trash: true }))
    .output(z.object({ items: z.array(operationRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => operationService.list(ctx.service, input)),

  count: query
    .meta({
      permission: 'operation:read',
      rest: { method: 'GET', path: '/operations/count', summary: 'Count operations, up to a cap' },
    })
    .input(z.strictObject({ filter: operationFilter.optional() }))
    .output(countRow)
    .query(({ ctx, input }) => operationService.count(ctx.service, input.filter ?? {})),

  get: query
    .meta({
      permission: 'operation:read',
      rest: {
        method: 'GET',
        path: '/operations/:id',
        summary: 'Read one operation: how far it is, and what came of it',
      },
    })
    .input(at)
    .output(operationRow)
    .query(({ ctx, input }) => operationService.get(ctx.service, input.id)),

  items: query
    .meta({
      permission: 'operation:read',
      rest: { method: 'GET', path: '/operations/:id/items', summary: 'What became of each record, and what changed' },
    })
    .input(
      at.extend({
        state: queryList(z.enum(itemStates)).optional(),
        limit: z.coerce.number().int().min(1).max(maxPageSize).optional(),
        cursor: z
          .string()
          .regex(/^\d{1,9}$/)
          .optional(),
      }),
    )
    .output(z.object({ items: z.array(operationItem), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => operationService.items(ctx.service, input)),

  create: mutation
    .meta({
      permission: 'operation:create',
      rest: {
        method: 'POST',
        path: '/operations',
        status: 202,
        summary: 'Export, edit, reassign or score many records: by a filter, or chosen ones',
      },
    })
    .input(z.strictObject({ data: operationInput }))
    .output(operationRow)
    .mutation(({ ctx, input }) => operationService.create(ctx.service, input.data)),

  preview: mutation
    .meta({
      permission: 'operation:create',
      rest: {
        method: 'POST',
        path: '/operations/preview',
        summary: 'Try an operation on the first records, and take it back',
      },
    })
    .input(z.strictObject({ data: operationInput }))
    .output(operationPreview)
    .mutation(({ ctx, input }) => operationService.preview(ctx.service, input.data)),

  pause: verb('pause', 'Pause one operation after the records that are under way')
    .input(at)
    .mutation(({ ctx, input }) => operationService.pause(ctx.service, input.id)),

  resume: verb('resume', 'Let one paused operation go on')
    .input(at)
    .mutation(({ ctx, input }) => operationService.resume(ctx.service, input.id)),

  cancel: verb('cancel', 'Stop one operation; what is done stays and can be undone')
    .input(at)
    .mutation(({ ctx, input }) => operationService.cancel(ctx.service, input.id)),

  retry: verb('retry', 'Try the records again that failed')
    .input(at)
    .mutation(({ ctx, input }) => operationService.retry(ctx.service, input.id)),

  skip: verb('skip', 'Leave the records that failed as they are')
    .input(at)
    .mutation(({ ctx, input }) => operationService.skip(ctx.service, input.id)),

  undo: verb('undo', 'Give the records back what they had; what was changed since is a conflict')
    .input(at.extend({ data: undoOperationInput }))
    .mutation(({ ctx, input }) => operationService.undo(ctx.service, input.id, input.data)),
};
