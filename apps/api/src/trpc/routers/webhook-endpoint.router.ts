import { z } from 'zod';
import { webhookEndpointService } from '@crm/core/webhook/webhook-endpoint.service';
import { id, version } from '@crm/domain/scalars';
import {
  issuedWebhookEndpoint,
  replayInput,
  rotateWebhookInput,
  webhookDeliveries,
  webhookDelivery,
  webhookEndpoint,
} from '@crm/domain/webhook/webhook-endpoint';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';

export const webhookEndpointRouter = {
  ...crud(webhookEndpoint, webhookEndpointService),

  create: mutation
    .meta({
      permission: 'webhook_endpoint:create',
      rest: {
        method: 'POST',
        path: '/webhook_endpoints',
        summary: 'Make one webhook endpoint; its secret is shown this once',
        status: 201,
      },
      shownOnce: 'secret',
    })
    .input(z.strictObject({ data: webhookEndpoint.create }))
    .output(issuedWebhookEndpoint)
    .mutation(({ ctx, input }) => webhookEndpointService.create(ctx.service, input.data)),

  rotate: mutation
    .meta({
      permission: 'webhook_endpoint:rotate',
      rest: {
        method: 'POST',
        path: '/webhook_endpoints/:id/rotate',
        summary: 'Give one webhook endpoint a new secret, shown this once',
      },
      shownOnce: 'secret',
    })
    .input(z.strictObject({ id, version: version.optional(), data: rotateWebhookInput }))
    .output(issuedWebhookEndpoint)
    .mutation(({ ctx, input }) => webhookEndpointService.rotate(ctx.service, input.id, input.data, input.version)),

  sendTest: mutation
    .meta({
      permission: 'webhook_endpoint:update',
      rest: { method: 'POST', path: '/webhook_endpoints/:id/test', summary: 'Send one webhook endpoint a test event' },
    })
    .input(z.strictObject({ id }))
    .output(webhookDelivery)
    .mutation(({ ctx, input }) => webhookEndpointService.sendTest(ctx.service, input.id)),

  deliveries: query
    .meta({
      permission: 'webhook_endpoint:read',
      rest: {
        method: 'GET',
        path: '/webhook_endpoints/:id/deliveries',
        summary: 'The newest deliveries to one webhook endpoint',
      },
    })
    .input(z.strictObject({ id }))
    .output(webhookDeliveries)
    .query(({ ctx, input }) => webhookEndpointService.deliveries(ctx.service, input.id)),

  replay: mutation
    .meta({
      permission: 'webhook_endpoint:update',
      rest: {
        method: 'POST',
        path: '/webhook_endpoints/:id/replay',
        summary: 'Send again one delivery, or all that failed',
      },
    })
    .input(z.strictObject({ id, data: replayInput }))
    .output(z.object({ count: z.number().int() }))
    .mutation(({ ctx, input }) => webhookEndpointService.replay(ctx.service, input.id, input.data)),
};
