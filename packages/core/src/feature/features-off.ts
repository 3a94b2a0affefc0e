import { database, type EntityManager } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import { features, type Feature } from '@crm/domain/feature/feature';
import { isFeatureOn, onForAll, type FeatureUser } from '@crm/domain/feature/feature.rules';
import type { ServiceContext } from '../context.ts';

/** The switches as they stand: gives the parts of the product that somebody does not have; `null` is a stranger. */
export async function loadFeatures(em: EntityManager): Promise<(user: FeatureUser | null) => ReadonlySet<Feature>> {
  const rules = await database(em)
    .selectFrom('crm_feature_flags')
    .select(['key', 'enabled', 'percentage', 'roles', 'teamIds', 'userIds'])
    .where('deletedAt', 'is', null)
    .execute();
  const byKey = new Map(rules.map((rule) => [rule.key, rule]));
  return (user) => new Set(features.filter((key) => !isFeatureOn(key, byKey.get(key) ?? onForAll, user)));
}

/**
 * For what strangers start: who is signed in carries the parts that are off.
 * @throws DomainError `feature_disabled`
 */
export async function requireFeatures(ctx: ServiceContext, ...needed: readonly Feature[]): Promise<void> {
  const off = (await loadFeatures(ctx.em))(null);
  for (const feature of needed) if (off.has(feature)) throw refuseDisabled(feature);
}

export function refuseDisabled(feature: Feature): DomainError {
  return new DomainError('feature_disabled', `${feature} is switched off here. An administrator can switch it on.`, {
    feature,
  });
}
