import { z } from 'zod';
import { suggestArticles } from '@crm/core/knowledge/suggest-articles';
import { ticketCategoryService } from '@crm/core/ticket/ticket-category.service';
import { ticketService } from '@crm/core/ticket/ticket.service';
import { suggestedArticle } from '@crm/domain/knowledge/article';
import { listInput } from '@crm/domain/page';
import { id } from '@crm/domain/scalars';
import { mergeInput, ticket } from '@crm/domain/ticket/ticket';
import { ticketCategory } from '@crm/domain/ticket/ticket-category';
import { customerMessageInput, messageRow, noteInput, replyInput } from '@crm/domain/ticket/ticket-message';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

export const ticketCategoryRouter = crud(ticketCategory, ticketCategoryService);

const messages = listInput(z.strictObject({}), ['createdAt'], 'createdAt')
  .omit({ filter: true, trash: true })
  .extend({ id });

export const ticketRouter = {
  ...crud(ticket, ticketService),
  ...bulk(ticket, ticketService),
  ...tagging('ticket'),

  messages: query
    .meta({
      permission: 'ticket:read',
      rest: { method: 'GET', path: '/tickets/:id/messages', summary: 'The conversation of one ticket, oldest first' },
    })
    .input(messages)
    .output(z.object({ items: z.array(messageRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id: ticketId, ...paging } }) => ticketService.messages(ctx.service, ticketId, paging)),

  reply: mutation
    .meta({
      permission: 'ticket:reply',
      rest: { method: 'POST', path: '/tickets/:id/reply', status: 201, summary: 'Answer the customer' },
    })
    .input(z.strictObject({ id, data: replyInput }))
    .output(messageRow)
    .mutation(({ ctx, input }) => ticketService.reply(ctx.service, input.id, input.data)),

  note: mutation
    .meta({
      permission: 'ticket:note',
      rest: { method: 'POST', path: '/tickets/:id/note', status: 201, summary: 'Write a note among colleagues' },
    })
    .input(z.strictObject({ id, data: noteInput }))
    .output(messageRow)
    .mutation(({ ctx, input }) => ticketService.note(ctx.service, input.id, input.data)),

  receive: mutation
    .meta({
      permission: 'ticket:reply',
      rest: {
        method: 'POST',
        path: '/tickets/:id/messages',
        status: 201,
        summary: 'Add what the customer wrote or said; what was pending or resolved is open again',
      },
    })
    .input(z.strictObject({ id, data: customerMessageInput }))
    .output(messageRow)
    .mutation(({ ctx, input }) => ticketService.receive(ctx.service, input.id, input.data)),

  take: mutation
    .meta({
      permission: 'ticket:take',
      rest: { method: 'POST', path: '/tickets/:id/take', summary: 'Take one ticket and work on it' },
    })
    .input(z.strictObject({ id }))
    .output(ticket.row)
    .mutation(({ ctx, input }) => ticketService.take(ctx.service, input.id)),

  resolve: mutation
    .meta({
      permission: 'ticket:resolve',
      rest: { method: 'POST', path: '/tickets/:id/resolve', summary: 'Say that one ticket is solved' },
    })
    .input(z.strictObject({ id }))
    .output(ticket.row)
    .mutation(({ ctx, input }) => ticketService.resolve(ctx.service, input.id)),

  close: mutation
    .meta({
      permission: 'ticket:close',
      rest: { method: 'POST', path: '/tickets/:id/close', summary: 'Close one ticket: it takes no more messages' },
    })
    .input(z.strictObject({ id }))
    .output(ticket.row)
    .mutation(({ ctx, input }) => ticketService.close(ctx.service, input.id)),

  reopen: mutation
    .meta({
      permission: 'ticket:reopen',
      rest: { method: 'POST', path: '/tickets/:id/reopen', summary: 'Work on a resolved or closed ticket again' },
    })
    .input(z.strictObject({ id }))
    .output(ticket.row)
    .mutation(({ ctx, input }) => ticketService.reopen(ctx.service, input.id)),

  merge: mutation
    .meta({
      permission: 'ticket:merge',
      rest: { method: 'POST', path: '/tickets/:id/merge', summary: 'Merge one ticket into another' },
    })
    .input(z.strictObject({ id, data: mergeInput }))
    .output(ticket.row)
    .mutation(({ ctx, input }) => ticketService.merge(ctx.service, input.id, input.data)),

  unmerge: mutation
    .meta({
      permission: 'ticket:merge',
      rest: { method: 'POST', path: '/tickets/:id/unmerge', summary: 'Take a merge back' },
    })
    .input(z.strictObject({ id }))
    .output(ticket.row)
    .mutation(({ ctx, input }) => ticketService.unmerge(ctx.service, input.id)),

  suggest: query
    .meta({
      permission: 'ticket:read',
      rest: {
        method: 'GET',
        path: '/tickets/:id/suggested_articles',
        summary: 'Articles that may answer one ticket, the best first',
      },
    })
    .input(z.strictObject({ id }))
    .output(z.object({ items: z.array(suggestedArticle) }))
    .query(async ({ ctx, input }) => ({ items: await suggestArticles(ctx.service, input.id) })),
};
