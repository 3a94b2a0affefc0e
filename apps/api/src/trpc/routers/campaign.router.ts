import { z } from 'zod';
import { campaignService } from '@crm/core/campaign/campaign.service';
import {
  addedMembers,
  addMembersInput,
  campaign,
  campaignResults,
  campaignStatusInput,
  changedMembers,
  memberFilter,
  memberRow,
  memberStatusInput,
  removeMembersInput,
} from '@crm/domain/campaign/campaign';
import { listInput } from '@crm/domain/page';
import { id } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

export const campaignRouter = {
  ...crud(campaign, campaignService),
  ...bulk(campaign, campaignService),
  ...tagging('campaign'),

  setStatus: mutation
    .meta({
      permission: 'campaign:update',
      rest: { method: 'POST', path: '/campaigns/:id/status', summary: 'Start, pause or finish one campaign' },
    })
    .input(z.strictObject({ id, data: campaignStatusInput }))
    .output(campaign.row)
    .mutation(({ ctx, input }) => campaignService.setStatus(ctx.service, input.id, input.data.status)),

  results: query
    .meta({
      permission: 'campaign:read',
      rest: { method: 'GET', path: '/campaigns/:id/results', summary: 'What came of one campaign, and at what cost' },
    })
    .input(z.strictObject({ id }))
    .output(campaignResults)
    .query(({ ctx, input }) => campaignService.results(ctx.service, input.id)),

  members: query
    .meta({
      permission: 'campaign:read',
      rest: { method: 'GET', path: '/campaigns/:id/members', summary: 'The members of one campaign' },
    })
    .input(listInput(memberFilter, ['createdAt'], 'createdAt').omit({ trash: true }).extend({ id }))
    .output(z.object({ items: z.array(memberRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id: of, ...list } }) => campaignService.members(ctx.service, of, list)),

  addMembers: mutation
    .meta({
      permission: 'campaign:update',
      rest: { method: 'POST', path: '/campaigns/:id/members', summary: 'Add its segment, or people by id' },
    })
    .input(z.strictObject({ id, data: addMembersInput }))
    .output(addedMembers)
    .mutation(({ ctx, input }) => campaignService.addMembers(ctx.service, input.id, input.data)),

  removeMembers: mutation
    .meta({
      permission: 'campaign:update',
      rest: { method: 'POST', path: '/campaigns/:id/members/remove', summary: 'Take members out of one campaign' },
    })
    .input(z.strictObject({ id, data: removeMembersInput }))
    .output(changedMembers)
    .mutation(async ({ ctx, input }) => ({
      changed: await campaignService.removeMembers(ctx.service, input.id, input.data.ids),
    })),

  setMemberStatus: mutation
    .meta({
      permission: 'campaign:update',
      rest: { method: 'POST', path: '/campaigns/:id/members/status', summary: 'Say how far members have come' },
    })
    .input(z.strictObject({ id, data: memberStatusInput }))
    .output(changedMembers)
    .mutation(async ({ ctx, input: { id: of, data } }) => ({
      changed: await campaignService.setMemberStatus(ctx.service, of, data.ids, data.status),
    })),
};
