import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { leadScoringRule, type LeadScoringRuleRow } from '@crm/domain/lead/lead-scoring-rule';
import type { FilterOf } from '@crm/domain/resource';
import { ruleConditions } from '@crm/domain/workflow/workflow';
import { presentRecord, recordAbilities } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

export function selectScoringRules(db: Kysely<Database>, { active, q }: FilterOf<typeof leadScoringRule>) {
  return db
    .selectFrom('crm_lead_scoring_rules as rule')
    .selectAll('rule')
    .select([userName('rule.createdBy').as('createdByName'), userName('rule.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(active === undefined ? [] : [eb('rule.active', '=', active)]),
        ...(q ? [containsText('rule.name', q)] : []),
      ]),
    );
}

type ScoringRuleColumns = Awaited<ReturnType<ReturnType<typeof selectScoringRules>['execute']>>[number];

export const scoringRuleOrder = {
  table: 'rule',
  columns: { name: { column: 'rule.name' }, createdAt: { column: 'rule.createdAt' } },
  fallback: 'name',
} as const;

export function presentScoringRule(row: ScoringRuleColumns, actor: Actor): LeadScoringRuleRow {
  return {
    ...presentRecord(row),
    key: row.key,
    name: row.name,
    points: row.points,
    conditions: ruleConditions.parse(row.conditions),
    active: row.active,
    abilities: recordAbilities(actor, { deletedAt: row.deletedAt }, leadScoringRule.permissions),
  };
}
