import { z } from 'zod';
import { chargeService } from '@crm/core/charge/charge.service';
import { subscriptionService } from '@crm/core/subscription/subscription.service';
import { periodChargesList } from '@crm/domain/charge/charge';
import { id, version } from '@crm/domain/scalars';
import {
  cancelInput,
  changeInput,
  changePreview,
  changeQuery,
  recurringRevenueRow,
  renewInput,
  subscription,
} from '@crm/domain/subscription/subscription';
import { bulk } from '../bulk.ts';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';
import { tagging } from '../tagging.ts';

const at = { id, version: version.optional() };

export const subscriptionRouter = {
  ...crud(subscription, subscriptionService),
  ...bulk(subscription, subscriptionService),
  ...tagging('subscription'),

  charges: query
    .meta({
      permission: 'invoice:read',
      rest: {
        method: 'GET',
        path: '/subscriptions/:id/charges',
        summary: 'The bills of the periods of one subscription, and the tries to take their money',
      },
    })
    .input(z.strictObject({ id }))
    .output(periodChargesList)
    .query(({ ctx, input }) => chargeService.ofSubscription(ctx.service, input.id)),

  pause: mutation
    .meta({
      permission: 'subscription:pause',
      rest: { method: 'POST', path: '/subscriptions/:id/pause', summary: 'Bill one subscription no further' },
    })
    .input(z.strictObject(at))
    .output(subscription.row)
    .mutation(({ ctx, input }) => subscriptionService.pause(ctx.service, input.id, input.version)),

  resume: mutation
    .meta({
      permission: 'subscription:resume',
      rest: {
        method: 'POST',
        path: '/subscriptions/:id/resume',
        summary: 'Go on after a pause, or withdraw a cancellation that is still to come',
      },
    })
    .input(z.strictObject(at))
    .output(subscription.row)
    .mutation(({ ctx, input }) => subscriptionService.resume(ctx.service, input.id, input.version)),

  cancel: mutation
    .meta({
      permission: 'subscription:cancel',
      rest: {
        method: 'POST',
        path: '/subscriptions/:id/cancel',
        summary: 'End one subscription, now or when what is paid for is over',
      },
    })
    .input(z.strictObject({ ...at, data: cancelInput }))
    .output(subscription.row)
    .mutation(({ ctx, input }) => subscriptionService.cancel(ctx.service, input.id, input.data, input.version)),

  previewChange: query
    .meta({
      permission: 'subscription:change',
      rest: {
        method: 'GET',
        path: '/subscriptions/:id/change',
        summary: 'What a change of quantity, product or price would cost today',
      },
    })
    .input(z.strictObject({ id, ...changeQuery }))
    .output(changePreview)
    .query(({ ctx, input: { id: of, ...change } }) => subscriptionService.previewChange(ctx.service, of, change)),

  change: mutation
    .meta({
      permission: 'subscription:change',
      rest: {
        method: 'POST',
        path: '/subscriptions/:id/change',
        summary: 'Change quantity, product or price from today on, prorated',
      },
    })
    .input(z.strictObject({ ...at, data: changeInput }))
    .output(subscription.row)
    .mutation(({ ctx, input }) => subscriptionService.change(ctx.service, input.id, input.data, input.version)),

  renew: mutation
    .meta({
      permission: 'subscription:renew',
      rest: {
        method: 'POST',
        path: '/subscriptions/:id/renew',
        summary: 'Bill the next period once it has begun; once, however often it is asked for',
      },
    })
    .input(z.strictObject({ ...at, data: renewInput }))
    .output(subscription.row)
    .mutation(({ ctx, input: { id: of, data, version: seen } }) =>
      subscriptionService.renew(ctx.service, of, data.periodStart, seen),
    ),

  recurringRevenue: query
    .meta({
      permission: 'subscription:read',
      rest: {
        method: 'GET',
        path: '/subscriptions/recurring_revenue',
        summary: 'Monthly and yearly recurring revenue by currency',
      },
    })
    .input(z.strictObject({}))
    .output(z.object({ currencies: z.array(recurringRevenueRow) }))
    .query(async ({ ctx }) => ({ currencies: await subscriptionService.recurringRevenue(ctx.service) })),
};
