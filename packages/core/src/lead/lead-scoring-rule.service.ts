import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { LeadScoringRule } from '@crm/db/entities/lead-scoring-rule.entity';
import { database } from '@crm/db/orm';
import { refuseFields } from '@crm/domain/errors';
import { leadScoringRule } from '@crm/domain/lead/lead-scoring-rule';
import { scoringFields } from '@crm/domain/lead/scoring-fields';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ConditionGroup } from '@crm/domain/workflow/conditions.rules';
import { conditionIssues } from '@crm/domain/workflow/workflow.rules';
import type { ServiceContext } from '../context.ts';
import { operationService } from '../operation/operation.service.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { presentScoringRule, scoringRuleOrder, selectScoringRules } from './lead-scoring-rule.queries.ts';

const reads = makeReads({
  name: 'lead_scoring_rule',
  permission: leadScoringRule.permissions.read,
  select: selectScoringRules,
  present: presentScoringRule,
  order: scoringRuleOrder,
  owned: false,
});

/** What makes a lead worth more, or less. After a change all leads in work are scored anew, by an operation of their own. */
export const leadScoringRuleService = {
  ...reads,

  /** @throws DomainError `validation_failed` for conditions that cannot be asked of a lead */
  async create(ctx: ServiceContext, data: CreateOf<typeof leadScoringRule>) {
    allow(ctx, 'lead_scoring_rule:create');
    check(data.conditions);
    const record = ctx.em.create(LeadScoringRule, { ...newRecord(ctx, randomUUIDv7()), ...data, key: null });
    await saveCreated(ctx, 'lead_scoring_rule', record);
    if (record.active) await scoreAnew(ctx);
    return reads.get(ctx, record.id);
  },

  /** @throws DomainError `validation_failed` for conditions that cannot be asked of a lead */
  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof leadScoringRule>, version?: number) {
    const record = await open(ctx, id, 'lead_scoring_rule:update', version);
    if (data.conditions) check(data.conditions);
    const counted = record.active;
    const renamed = data.name !== undefined && data.name !== record.name;
    const changes = assignChanges(record, { ...data, ...(renamed ? { key: null } : {}) });
    await saveUpdated(ctx, 'lead_scoring_rule', record, changes);
    if (Object.keys(changes).length > 0 && (counted || record.active)) await scoreAnew(ctx);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'lead_scoring_rule:delete', version);
    await saveDeleted(ctx, 'lead_scoring_rule', record);
    if (record.active) await scoreAnew(ctx);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'lead_scoring_rule:restore');
    await saveRestored(ctx, 'lead_scoring_rule', record);
    if (record.active) await scoreAnew(ctx);
    return reads.get(ctx, id);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `lead_scoring_rule:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, LeadScoringRule, 'lead_scoring_rule', {
    id,
    permission,
    read: 'lead_scoring_rule:read',
    version,
  });
}

/** @throws DomainError `validation_failed`, each issue with its place in the conditions */
function check(conditions: ConditionGroup): void {
  const issues = conditionIssues(scoringFields, conditions, 'conditions');
  if (issues.length > 0) throw refuseFields(issues);
}

const inWork = { kind: 'rescore', resource: 'lead', filter: { status: ['new', 'working', 'qualified'] } } as const;

/** Of several changes in a row the last one's scores are what counts: what an earlier one began is not ended. */
async function scoreAnew(ctx: ServiceContext): Promise<void> {
  const running = await database(ctx.em)
    .selectFrom('crm_operations')
    .select('id')
    .where('kind', '=', 'rescore')
    .where('startedBy', '=', ctx.actor.id)
    .where('endedAt', 'is', null)
    .where(sql<boolean>`input @> ${JSON.stringify(inWork)}::jsonb`)
    .execute();
  for (const { id } of running) await operationService.cancel(ctx, id);
  await operationService.create(ctx, { ...inWork, filter: { status: [...inWork.filter.status] } });
}
