import { z } from 'zod';
import { mentionService } from '@crm/core/mention/mention.service';
import { mentionFilter, mentionRow, readMentionsInput } from '@crm/domain/comment/comment';
import { countRow, listInput } from '@crm/domain/page';
import { mutation, query } from '../init.ts';

const list = listInput(mentionFilter, ['createdAt'], '-createdAt').omit({ trash: true });

export const mentionRouter = {
  list: query
    .meta({
      permission: null,
      rest: { method: 'GET', path: '/me/mentions', summary: 'Where you were mentioned, the latest first' },
    })
    .input(list)
    .output(z.object({ items: z.array(mentionRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => mentionService.list(ctx.service, input)),

  count: query
    .meta({
      permission: null,
      rest: { method: 'GET', path: '/me/mentions/count', summary: 'How often you were mentioned' },
    })
    .input(list.pick({ filter: true }))
    .output(countRow)
    .query(({ ctx, input }) => mentionService.count(ctx.service, input.filter ?? {})),

  markRead: mutation
    .meta({
      permission: null,
      rest: { method: 'POST', path: '/me/mentions/read', status: 204, summary: 'Say that you have read mentions' },
    })
    .input(z.strictObject({ data: readMentionsInput }))
    .mutation(({ ctx, input }) => mentionService.markRead(ctx.service, input.data.ids)),
};
