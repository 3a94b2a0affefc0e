import { z } from 'zod';
import { offerService } from '@crm/core/quote/offer.service';
import { quoteService } from '@crm/core/quote/quote.service';
import { approveInput, declineInput, quote, quoteFromOpportunity, rejectInput } from '@crm/domain/quote/quote';
import { offerLinkRow, sendInput } from '@crm/domain/quote/quote-delivery';
import { id, version } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

const at = z.strictObject({ id, version: version.optional() });

export const quoteRouter = {
  ...crud(quote, quoteService),
  ...bulk(quote, quoteService),
  ...tagging('quote'),

  fromOpportunity: mutation
    .meta({
      permission: 'quote:create',
      rest: { method: 'POST', path: '/opportunities/:id/quotes', status: 201, summary: 'Draft a quote for one deal' },
    })
    .input(z.strictObject({ id, data: quoteFromOpportunity }))
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.fromOpportunity(ctx.service, input.id, input.data)),

  submit: mutation
    .meta({
      permission: 'quote:submit',
      rest: { method: 'POST', path: '/quotes/:id/submit', summary: 'Ask for approval; a small discount needs none' },
    })
    .input(at)
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.submit(ctx.service, input.id, input.version)),

  recall: mutation
    .meta({
      permission: 'quote:submit',
      rest: { method: 'POST', path: '/quotes/:id/recall', summary: 'Take one quote back that nobody has decided on' },
    })
    .input(at)
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.recall(ctx.service, input.id, input.version)),

  approve: mutation
    .meta({
      permission: 'quote:approve',
      rest: { method: 'POST', path: '/quotes/:id/approve', summary: 'Approve one quote of somebody else' },
    })
    .input(at.extend({ data: approveInput }))
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.approve(ctx.service, input.id, input.data, input.version)),

  reject: mutation
    .meta({
      permission: 'quote:approve',
      rest: { method: 'POST', path: '/quotes/:id/reject', summary: 'Reject one quote of somebody else, saying why' },
    })
    .input(at.extend({ data: rejectInput }))
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.reject(ctx.service, input.id, input.data, input.version)),

  send: mutation
    .meta({
      permission: 'quote:send',
      rest: {
        method: 'POST',
        path: '/quotes/:id/send',
        summary: 'Send one approved quote to its customer, or once more',
      },
    })
    .input(at.extend({ data: sendInput.default({}) }))
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.send(ctx.service, input.id, input.data, input.version)),

  offerLink: query
    .meta({
      permission: 'quote:send',
      rest: {
        method: 'GET',
        path: '/quotes/:id/offer_link',
        summary: 'Where the customer of one sent quote answers it',
      },
    })
    .input(z.strictObject({ id }))
    .output(offerLinkRow)
    .query(({ ctx, input }) => offerService.link(ctx.service, input.id)),

  accept: mutation
    .meta({
      permission: 'quote:decide',
      rest: { method: 'POST', path: '/quotes/:id/accept', summary: 'Note that the customer accepted one quote' },
    })
    .input(at)
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.accept(ctx.service, input.id, input.version)),

  decline: mutation
    .meta({
      permission: 'quote:decide',
      rest: { method: 'POST', path: '/quotes/:id/decline', summary: 'Note that the customer declined one quote' },
    })
    .input(at.extend({ data: declineInput }))
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.decline(ctx.service, input.id, input.data, input.version)),

  revise: mutation
    .meta({
      permission: 'quote:revise',
      rest: { method: 'POST', path: '/quotes/:id/revise', status: 201, summary: 'Make the next revision of one quote' },
    })
    .input(at)
    .output(quote.row)
    .mutation(({ ctx, input }) => quoteService.revise(ctx.service, input.id, input.version)),
};
