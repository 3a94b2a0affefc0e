import { defineEntity, p } from '@mikro-orm/core';
import type { Feature } from '@crm/domain/feature/feature';
import type { Role } from '@crm/domain/permissions';
import { openEnum, recordColumns, schema } from './columns.ts';
import { User } from './user.entity.ts';

const FeatureFlagSchema = defineEntity({
  name: 'FeatureFlag',
  tableName: 'crm_feature_flags',
  schema,
  properties: {
    ...recordColumns(() => User),
    key: openEnum<Feature>(),
    enabled: p.boolean().default(true),
    percentage: p.integer().default(100),
    roles: p.json<readonly Role[]>().defaultRaw("'[]'::jsonb"),
    teamIds: p.json<readonly string[]>().defaultRaw("'[]'::jsonb"),
    userIds: p.json<readonly string[]>().defaultRaw("'[]'::jsonb"),
  },
  uniques: [{ name: 'crm_feature_flags_key_unique', properties: ['key'] }],
});

/** A switch that was changed; what has no row is on for everybody. */
export class FeatureFlag extends FeatureFlagSchema.class {}
FeatureFlagSchema.setClass(FeatureFlag);
