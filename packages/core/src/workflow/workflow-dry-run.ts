import { matchesConditions } from '@crm/domain/workflow/conditions.rules';
import type { DryRunResult, WorkflowRow } from '@crm/domain/workflow/workflow';
import { planActions, relationsOf } from '@crm/domain/workflow/workflow.rules';
import { ruleRecords, withRelations } from './rule-records.ts';
import type { ServiceContext } from '../context.ts';

/** Which of the newest records a rule fits, and what it would do to each. Nothing is written and nobody is told. */
export async function dryRun(
  ctx: ServiceContext,
  { entity, conditions, actions }: WorkflowRow,
  limit: number,
): Promise<DryRunResult> {
  const { list, name } = ruleRecords[entity];
  const { items } = await list(ctx, { limit, sort: '-createdAt' });
  const relations = relationsOf({ conditions, actions });
  const matching: DryRunResult['matching'] = [];
  for (const item of items) {
    const row = await withRelations(ctx, entity, { ...item }, relations);
    if (!matchesConditions(conditions, row, ctx.now)) continue;
    matching.push({ id: item.id, name: String(row[name]), actions: planActions(actions, row, ctx.now) });
  }
  return { looked: items.length, matching };
}
