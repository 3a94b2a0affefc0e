import { z } from 'zod';
import { apiKeyService } from '@crm/core/api-key/api-key.service';
import { apiKey, grantableScopes, issuedApiKey, rotateInput } from '@crm/domain/api-key/api-key';
import { id, version } from '@crm/domain/scalars';
import { crud } from '../crud.ts';
import { mutation, query } from '../init.ts';

export const apiKeyRouter = {
  ...crud(apiKey, apiKeyService),

  create: mutation
    .meta({
      permission: 'api_key:create',
      rest: {
        method: 'POST',
        path: '/api_keys',
        summary: 'Make one API key; its secret is shown this once',
        status: 201,
      },
      shownOnce: 'secret',
    })
    .input(z.strictObject({ data: apiKey.create }))
    .output(issuedApiKey)
    .mutation(({ ctx, input }) => apiKeyService.create(ctx.service, input.data)),

  rotate: mutation
    .meta({
      permission: 'api_key:rotate',
      rest: { method: 'POST', path: '/api_keys/:id/rotate', summary: 'Give one API key a new secret, shown this once' },
      shownOnce: 'secret',
    })
    .input(z.strictObject({ id, version: version.optional(), data: rotateInput }))
    .output(issuedApiKey)
    .mutation(({ ctx, input }) => apiKeyService.rotate(ctx.service, input.id, input.data, input.version)),

  scopes: query
    .meta({
      permission: 'api_key:create',
      rest: { method: 'GET', path: '/api_keys/scopes', summary: 'The scopes that an API key may have' },
    })
    .input(z.strictObject({ userId: id.optional() }))
    .output(grantableScopes)
    .query(({ ctx, input }) => apiKeyService.scopes(ctx.service, input.userId)),
};
