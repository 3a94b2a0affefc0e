import { z } from 'zod';
import { leadService } from '@crm/core/lead/lead.service';
import { lead, qualifyInput } from '@crm/domain/lead/lead';
import {
  conversionChoice,
  conversionMatches,
  conversionRow,
  convertInput,
  undoInput,
} from '@crm/domain/lead/lead-conversion';
import { leadDuplicates } from '@crm/domain/lead/lead-duplicates';
import { processRow } from '@crm/domain/process/process';
import { id, version } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

export const leadRouter = {
  ...crud(lead, leadService),
  ...bulk(lead, leadService),
  ...tagging('lead'),

  qualify: mutation
    .meta({
      permission: 'lead:qualify',
      rest: { method: 'POST', path: '/leads/:id/qualify', summary: 'Say whether one lead is worth pursuing' },
    })
    .input(z.strictObject({ id, version: version.optional(), data: qualifyInput }))
    .output(lead.row)
    .mutation(({ ctx, input }) => leadService.qualify(ctx.service, input.id, input.data, input.version)),

  duplicates: query
    .meta({
      permission: 'lead:read',
      rest: { method: 'GET', path: '/leads/:id/duplicates', summary: 'Other records with the same e-mail or phone' },
    })
    .input(z.strictObject({ id }))
    .output(leadDuplicates)
    .query(({ ctx, input }) => leadService.duplicates(ctx.service, input.id)),

  matches: query
    .meta({
      permission: 'lead:convert',
      rest: {
        method: 'GET',
        path: '/leads/:id/matches',
        summary: 'Accounts and contacts that may be the same as this lead',
      },
    })
    .input(z.strictObject({ id }))
    .output(conversionMatches)
    .query(({ ctx, input }) => leadService.matches(ctx.service, input.id)),

  convert: mutation
    .meta({
      permission: 'lead:convert',
      rest: {
        method: 'POST',
        path: '/leads/:id/convert',
        status: 202,
        summary: 'Start the conversion of one qualified lead',
      },
    })
    .input(z.strictObject({ id, version: version.optional(), data: convertInput }))
    .output(processRow)
    .mutation(({ ctx, input }) => leadService.convert(ctx.service, input.id, input.data, input.version)),

  conversion: query
    .meta({
      permission: 'lead:read',
      rest: {
        method: 'GET',
        path: '/leads/:id/conversion',
        summary: 'What one lead became, and until when that can be undone',
      },
    })
    .input(z.strictObject({ id }))
    .output(conversionRow)
    .query(({ ctx, input }) => leadService.conversion(ctx.service, input.id)),

  chooseMatch: mutation
    .meta({
      permission: 'lead:convert',
      rest: {
        method: 'POST',
        path: '/leads/:id/conversion/choice',
        status: 202,
        summary: 'Choose for a conversion that waits',
      },
    })
    .input(z.strictObject({ id, data: conversionChoice }))
    .output(processRow)
    .mutation(({ ctx, input }) => leadService.chooseMatch(ctx.service, input.id, input.data)),

  undoConversion: mutation
    .meta({
      permission: 'lead:undo_conversion',
      rest: { method: 'POST', path: '/leads/:id/undo_conversion', summary: 'Take a conversion back, within 30 days' },
    })
    .input(z.strictObject({ id, version: version.optional(), data: undoInput }))
    .output(lead.row)
    .mutation(({ ctx, input }) => leadService.undoConversion(ctx.service, input.id, input.data, input.version)),
};
