import { z } from 'zod';
import { scheduleAccountFollowUp } from '@crm/core/account/account-follow-up';
import { readAccountOverview } from '@crm/core/account/account-overview';
import { accountService } from '@crm/core/account/account.service';
import { account } from '@crm/domain/account/account';
import { accountOverview, scheduleFollowUpInput } from '@crm/domain/account/account-overview';
import { id } from '@crm/domain/scalars';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

export const accountRouter = {
  ...crud(account, accountService),
  ...bulk(account, accountService),
  ...tagging('account'),

  overview: query
    .meta({
      permission: 'account:read',
      rest: {
        method: 'GET',
        path: '/accounts/:id/overview',
        summary: 'One account with contacts, open deals, next activities and last events',
      },
    })
    .input(z.strictObject({ id }))
    .output(accountOverview)
    .query(({ ctx, input }) => readAccountOverview(ctx.service, input.id)),

  scheduleFollowUp: mutation
    .meta({
      permission: 'account:update',
      rest: {
        method: 'POST',
        path: '/accounts/:id/schedule_follow_up',
        status: 202,
        summary: 'Plan to come back to one account, and be reminded',
      },
    })
    .input(z.strictObject({ id, data: scheduleFollowUpInput }))
    .output(account.row)
    .mutation(({ ctx, input }) => scheduleAccountFollowUp(ctx.service, input.id, input.data.at)),
};
