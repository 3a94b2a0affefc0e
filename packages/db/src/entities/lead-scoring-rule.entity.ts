import { defineEntity, p } from '@mikro-orm/core';
import type { ConditionGroup } from '@crm/domain/workflow/conditions.rules';
import { recordColumns, schema } from './columns.ts';
import { liveUnique, sortIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const LeadScoringRuleSchema = defineEntity({
  name: 'LeadScoringRule',
  tableName: 'crm_lead_scoring_rules',
  schema,
  properties: {
    ...recordColumns(() => User),
    /** Of a rule that the product came with. */
    key: p.text().strictNullable(),
    name: p.text(),
    points: p.integer(),
    conditions: p.json<ConditionGroup>(),
    active: p.boolean().default(true),
  },
  indexes: [
    sortIndex('crm_lead_scoring_rules_name', 'name'),
    sortIndex('crm_lead_scoring_rules_created_at', 'createdAt'),
  ],
  uniques: [liveUnique('crm_lead_scoring_rules_name_unique', 'name')],
});

/** What makes a lead worth more, or less. */
export class LeadScoringRule extends LeadScoringRuleSchema.class {}
LeadScoringRuleSchema.setClass(LeadScoringRule);
