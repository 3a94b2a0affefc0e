import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { FeatureFlag } from '@crm/db/entities/feature-flag.entity';
import { database, LockMode } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { features, type Feature } from '@crm/domain/feature/feature';
import type { FeatureFlagRow, featureFlagUpdate } from '@crm/domain/feature/feature-flag';
import { isFeatureOn, onForAll } from '@crm/domain/feature/feature.rules';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { allow } from '../policy.ts';
import { iso, ref } from '../present.ts';
import { assignChanges, newRecord } from '../record.ts';
import { userName } from '../user/user.queries.ts';

/** The switches of the product's parts. What is switched off answers `feature_disabled` at every door; its data stay. */
export const featureFlagService = {
  async list(ctx: ServiceContext): Promise<FeatureFlagRow[]> {
    allow(ctx, 'feature_flag:read');
    const rows = await selectFlags(ctx).execute();
    const byKey = new Map(rows.map((row) => [row.key, row]));
    return features.map((key) => present(ctx, key, byKey.get(key)));
  },

  async get(ctx: ServiceContext, key: Feature): Promise<FeatureFlagRow> {
    allow(ctx, 'feature_flag:read');
    return present(ctx, key, await selectFlags(ctx).where('key', '=', key).executeTakeFirst());
  },

  /** @throws DomainError `version_conflict` */
  async update(ctx: ServiceContext, key: Feature, data: z.output<typeof featureFlagUpdate>, version?: number) {
    allow(ctx, 'feature_flag:update');
    const known = await ctx.em.findOne(FeatureFlag, { key }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (version !== undefined && version !== (known?.version ?? 0)) {
      throw new DomainError('version_conflict', 'Somebody changed this switch since you read it.', {
        current_version: known?.version ?? 0,
        your_version: version,
      });
    }
    const flag = known ?? ctx.em.create(FeatureFlag, { ...newRecord(ctx, randomUUIDv7()), key, ...onForAll });
    if (Object.keys(assignChanges(flag, data)).length > 0) {
      flag.updatedAt = ctx.now;
      flag.updatedBy = ctx.actor.id;
      await ctx.em.persist(flag).flush();
      await emitChange(ctx, 'feature_flag', flag, 'updated');
    }
    return featureFlagService.get(ctx, key);
  },
};

function selectFlags(ctx: ServiceContext) {
  return database(ctx.em)
    .selectFrom('crm_feature_flags as flag')
    .selectAll('flag')
    .select(userName('flag.updatedBy').as('updatedByName'));
}

type FlagColumns = Awaited<ReturnType<ReturnType<typeof selectFlags>['execute']>>[number];

function present({ actor }: ServiceContext, key: Feature, row: FlagColumns | undefined): FeatureFlagRow {
  const rule = row ?? onForAll;
  const { enabled, percentage, roles, teamIds, userIds } = rule;
  return {
    key,
    isOn: isFeatureOn(key, rule, actor.id === null ? null : { ...actor, id: actor.id }),
    enabled,
    percentage,
    roles: [...roles],
    teamIds: [...teamIds],
    userIds: [...userIds],
    version: row?.version ?? 0,
    updatedAt: iso(row?.updatedAt ?? null),
    updatedBy: ref(row?.updatedBy ?? null, row?.updatedByName ?? null),
  };
}
