import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actions, type Permission, type ResourceName } from '../permissions.ts';
import { resources } from '../registry.ts';
import { featureOf, features } from './feature.ts';
import { isFeatureOn, onForAll, type FeatureUser } from './feature.rules.ts';

const key = 'crm_feature_leads';
const rep: FeatureUser = { id: '0198a000-0000-7000-8000-000000000001', role: 'sales_rep', teamIds: ['north'] };

describe('a feature', () => {
  it('is on for everybody without a rule, and off for everybody when it is switched off', () => {
    expect(isFeatureOn(key, onForAll, rep)).toBe(true);
    expect(isFeatureOn(key, onForAll, null)).toBe(true);
    const off = { ...onForAll, enabled: false, userIds: [rep.id] };
    expect([rep, null].map((user) => isFeatureOn(key, off, user))).toEqual([false, false]);
  });

  it('that is meant for some is on for those alone', () => {
    const manager: FeatureUser = { id: 'm', role: 'manager', teamIds: ['north', 'west'] };
    const forTeam = { ...onForAll, teamIds: ['west'] };
    expect([rep, manager, null].map((user) => isFeatureOn(key, forTeam, user))).toEqual([false, true, false]);
    const forRole = { ...onForAll, roles: ['sales_rep' as const] };
    expect([rep, manager].map((user) => isFeatureOn(key, forRole, user))).toEqual([true, false]);
    const forOne = { ...onForAll, percentage: 0, userIds: ['m'] };
    expect([rep, manager].map((user) => isFeatureOn(key, forOne, user))).toEqual([false, true]);
  });

  it('for a share of the people is on for about that share, and whoever has it keeps it when the share grows', () => {
    const users = Array.from({ length: 2_000 }, (_, at) => ({ ...rep, id: `user-${at}` }));
    for (const percentage of [0, 10, 50, 100]) {
      const on = users.filter((user) => isFeatureOn(key, { ...onForAll, percentage }, user)).length;
      expect(Math.abs(on / users.length - percentage / 100)).toBeLessThan(0.05);
    }
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 99 }), (id, percentage) => {
        const user = { ...rep, id };
        const before = isFeatureOn(key, { ...onForAll, percentage }, user);
        expect(isFeatureOn(key, { ...onForAll, percentage: percentage + 1 }, user) || !before).toBe(true);
      }),
    );
  });
});

describe('the catalogue of features', () => {
  it('has a switch for every permission but those that turn the switches', () => {
    const resourceNames = Object.keys(actions).filter((name): name is ResourceName => name in actions);
    const without = resourceNames.filter((name) => featureOf(`${name}:read` as Permission) === null);
    expect(without).toEqual(['user', 'team', 'api_key', 'feature_flag']);
    expect(features.every((feature) => /^crm_feature_[a-z_]+$/u.test(feature))).toBe(true);
  });

  it('calls the switch of a resource as its path, or as the path that it stands below', () => {
    const together: Readonly<Record<string, string>> = {
      stages: 'pipelines',
      territories: 'leads',
      lead_scoring_rules: 'leads',
      approval_policies: 'quotes',
      pricebook_entries: 'pricebook',
      exchange_rates: 'currencies',
      ticket_categories: 'tickets',
      sla_policies: 'tickets',
      holidays: 'calendars',
      kb_articles: 'knowledge_base',
      webhook_endpoints: 'webhooks',
    };
    for (const { permissions, path } of Object.values(resources)) {
      const feature = featureOf(permissions.read);
      if (feature !== null) expect(feature).toBe(`crm_feature_${together[path] ?? path}`);
    }
  });
});
