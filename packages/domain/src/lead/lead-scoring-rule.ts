import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, line, queryBoolean, recordBase, searchText } from '../scalars.ts';
import { ruleConditions } from '../workflow/workflow.ts';

const mostPoints = 100;

const fields = {
  name: line(80),
  /** What a lead gains, or loses, when the conditions hold. Scores stay from 0 to 100. */
  points: z.number().int().min(-mostPoints).max(mostPoints),
  /** Asked of the fields of a lead and of what follows from them (`scoringFields`). */
  conditions: ruleConditions,
  active: z.boolean().default(true),
};

/** What makes a lead worth more, or less (PLAN-038). The score of a lead is the sum of those that hold. */
export const leadScoringRule = defineResource({
  name: 'lead_scoring_rule',
  path: 'lead_scoring_rules',
  table: 'crm_lead_scoring_rules',
  row: z.object({
    ...recordBase,
    /** Of a rule that the product came with, until somebody names it otherwise: screens know its name in each language. */
    key: z.string().nullable(),
    name: z.string(),
    points: z.number().int(),
    conditions: ruleConditions,
    active: z.boolean(),
    abilities: abilities('update', 'delete', 'restore'),
  }),
  create: z.strictObject(fields),
  example: {
    name: 'Budget named',
    points: 10,
    conditions: { match: 'all', conditions: [{ field: 'budgetMinor', op: 'greater', value: 0 }] },
  },
  update: z.strictObject(patchOf(fields)),
  filter: z.strictObject({ active: queryBoolean.optional(), q: searchText.optional() }),
  sortable: ['name', 'createdAt'],
  permissions: crudPermissions('lead_scoring_rule'),
});
export type LeadScoringRuleRow = RowOf<typeof leadScoringRule>;
