import { z } from 'zod';
import { featureFlagService } from '@crm/core/feature/feature-flag.service';
import { featureFlagRow, featureFlagUpdate, featureKey } from '@crm/domain/feature/feature-flag';
import { mutation, query } from '../init.ts';

export const featureFlagRouter = {
  list: query
    .meta({
      permission: 'feature_flag:read',
      rest: { method: 'GET', path: '/feature_flags', summary: 'List the switches of the product’s parts' },
    })
    .output(z.object({ items: z.array(featureFlagRow) }))
    .query(async ({ ctx }) => ({ items: await featureFlagService.list(ctx.service) })),

  get: query
    .meta({
      permission: 'feature_flag:read',
      rest: { method: 'GET', path: '/feature_flags/:key', summary: 'Read one switch' },
    })
    .input(z.strictObject({ key: featureKey }))
    .output(featureFlagRow)
    .query(({ ctx, input }) => featureFlagService.get(ctx.service, input.key)),

  update: mutation
    .meta({
      permission: 'feature_flag:update',
      rest: { method: 'PATCH', path: '/feature_flags/:key', summary: 'Say for whom a part of the product is on' },
    })
    .input(z.strictObject({ key: featureKey, version: z.number().int().min(0).optional(), data: featureFlagUpdate }))
    .output(featureFlagRow)
    .mutation(({ ctx, input }) => featureFlagService.update(ctx.service, input.key, input.data, input.version)),
};
