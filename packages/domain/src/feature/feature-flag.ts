import { z } from 'zod';
import { roles } from '../permissions.ts';
import { id, isoDateTime, namedRef } from '../scalars.ts';
import { features, type Feature } from './feature.ts';

export const featureKey = z.enum(features as [Feature, ...Feature[]]);

const most = 200;
const fields = {
  enabled: z.boolean(),
  percentage: z.number().int().min(0).max(100),
  roles: z.array(z.enum(roles)).max(roles.length),
  teamIds: z.array(id).max(most),
  userIds: z.array(id).max(most),
};

/** A switch as administrators see it; others learn whether it is on for them. */
export const featureFlagRow = z.object({
  key: featureKey,
  /** For whoever asks. */
  isOn: z.boolean(),
  ...fields,
  /** 0 until it was changed for the first time. */
  version: z.number().int(),
  updatedAt: isoDateTime.nullable(),
  updatedBy: namedRef.nullable(),
});
export type FeatureFlagRow = z.output<typeof featureFlagRow>;

export const featureFlagUpdate = z.strictObject(fields).partial();
