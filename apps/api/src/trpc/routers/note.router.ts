import { z } from 'zod';
import { noteService } from '@crm/core/activity/note.service';
import { noteCreate, noteFilter, noteRow, noteUpdate } from '@crm/domain/activity/note';
import { listInput } from '@crm/domain/page';
import { id, version } from '@crm/domain/scalars';
import { getMany, listFor } from '../batch.ts';
import { mutation, query } from '../init.ts';

const at = z.strictObject({ id, version: version.optional() });

const sortable = ['createdAt', 'updatedAt'] as const;
const batch = { permission: 'activity:read', row: noteRow, filter: noteFilter, sortable } as const;

export const noteRouter = {
  getMany: getMany(batch, noteService),
  listFor: listFor(batch, noteService),

  list: query
    .meta({ permission: 'activity:read', rest: { method: 'GET', path: '/notes', summary: 'List notes' } })
    .input(listInput(noteFilter, sortable, noteService.defaultSort).omit({ trash: true }))
    .output(z.object({ items: z.array(noteRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => noteService.list(ctx.service, input)),

  get: query
    .meta({ permission: 'activity:read', rest: { method: 'GET', path: '/notes/:id', summary: 'Read one note' } })
    .input(at.pick({ id: true }))
    .output(noteRow)
    .query(({ ctx, input }) => noteService.get(ctx.service, input.id)),

  create: mutation
    .meta({
      permission: 'activity:create',
      rest: { method: 'POST', path: '/notes', status: 201, summary: 'Write a note about a record' },
    })
    .input(z.strictObject({ data: noteCreate }))
    .output(noteRow)
    .mutation(({ ctx, input }) => noteService.create(ctx.service, input.data)),

  update: mutation
    .meta({ permission: 'activity:update', rest: { method: 'PATCH', path: '/notes/:id', summary: 'Rewrite one note' } })
    .input(at.extend({ data: noteUpdate }))
    .output(noteRow)
    .mutation(({ ctx, input }) => noteService.update(ctx.service, input.id, input.data, input.version)),

  delete: mutation
    .meta({
      permission: 'activity:delete',
      rest: { method: 'DELETE', path: '/notes/:id', status: 204, summary: 'Move one note to the trash' },
    })
    .input(at)
    .mutation(({ ctx, input }) => noteService.delete(ctx.service, input.id, input.version)),
};
