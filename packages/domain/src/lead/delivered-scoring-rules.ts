import type { Comparison } from '../workflow/conditions.rules.ts';
import type { ScoringRule } from './lead-scoring.rules.ts';

const all = (...conditions: readonly Comparison[]) => ({ match: 'all' as const, conditions });

/**
 * What the product comes with, written into new databases by migration 0060; people change it afterwards. `budgetMinor`
 * counts in minor units of the lead's own currency.
 */
export const deliveredScoringRules = [
  { rule: 'company_email', points: 20, conditions: all({ field: 'companyEmail', op: 'equals', value: true }) },
  { rule: 'phone', points: 10, conditions: all({ field: 'phone', op: 'is_filled' }) },
  { rule: 'company', points: 10, conditions: all({ field: 'company', op: 'is_filled' }) },
  { rule: 'decision_maker', points: 20, conditions: all({ field: 'decisionMaker', op: 'equals', value: true }) },
  { rule: 'website', points: 5, conditions: all({ field: 'website', op: 'is_filled' }) },
  { rule: 'budget', points: 10, conditions: all({ field: 'budgetMinor', op: 'greater', value: 0 }) },
  { rule: 'large_budget', points: 10, conditions: all({ field: 'budgetMinor', op: 'at_least', value: 500_000 }) },
  { rule: 'telling_message', points: 10, conditions: all({ field: 'messageLength', op: 'at_least', value: 80 }) },
  { rule: 'referral', points: 15, conditions: all({ field: 'source', op: 'in', value: ['referral', 'partner'] }) },
  { rule: 'in_touch', points: 10, conditions: all({ field: 'completedActivities', op: 'at_least', value: 1 }) },
  { rule: 'refused_contact', points: -15, conditions: all({ field: 'consent', op: 'equals', value: false }) },
  {
    rule: 'no_way_to_reach',
    points: -30,
    conditions: all({ field: 'email', op: 'is_empty' }, { field: 'phone', op: 'is_empty' }),
  },
] as const satisfies readonly ScoringRule[];
