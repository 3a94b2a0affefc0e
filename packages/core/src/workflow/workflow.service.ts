import { randomUUIDv7 } from 'node:crypto';
import { Workflow } from '@crm/db/entities/workflow.entity';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { RuleRunRow, runRuleInput } from '@crm/domain/workflow/rule-run';
import { workflow, workflowRule, type DryRunResult, type WorkflowVersionRow } from '@crm/domain/workflow/workflow';
import type { z } from 'zod';
import { ruleIssues } from '@crm/domain/workflow/workflow.rules';
import type { ServiceContext } from '../context.ts';
import { allow, isAllowed } from '../policy.ts';
import { iso, ref } from '../present.ts';
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
import { userName } from '../user/user.queries.ts';
import { readHook, rotateHook } from './rule-hook.ts';
import { orderRun } from './fire-rules.ts';
import { readForRule } from './rule-records.ts';
import { readRuns } from './rule-runs.queries.ts';
import { dryRun } from './workflow-dry-run.ts';
import { missingReferences } from './workflow-references.ts';
import { presentWorkflow, selectWorkflows, workflowOrder } from './workflow.queries.ts';

const reads = makeReads({
  name: 'workflow',
  permission: workflow.permissions.read,
  select: selectWorkflows,
  present: presentWorkflow,
  order: workflowOrder,
  owned: false,
});

/** What a rule says: a change of any of these is a new version. */
const ruleParts = ['trigger', 'conditions', 'actions', 'runOnImport', 'oncePerRecord', 'mostRunsPerHour'] as const;

/** Rules, as they are written down. Each version stays, so that what ran can be read later. */
export const workflowService = {
  ...reads,

  /** @throws DomainError `validation_failed`, naming each place where the rule does not fit its entity */
  async create(ctx: ServiceContext, data: CreateOf<typeof workflow>) {
    allow(ctx, 'workflow:create');
    await refuseTakenName(ctx, data.name, null);
    const record = ctx.em.create(Workflow, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      ruleVersion: 1,
      turnAt: null,
      turnAfter: null,
      lastRunAt: null,
      lastError: null,
    });
    await refuseWrong(ctx, record);
    await saveCreated(ctx, 'workflow', record);
    await keepVersion(ctx, record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof workflow>, version?: number) {
    const record = await open(ctx, id, 'workflow:update', version);
    if (data.name !== undefined) await refuseTakenName(ctx, data.name, id);
    const changes = assignChanges(record, data);
    const isNewVersion = ruleParts.some((part) => part in changes);
    if (isNewVersion) {
      await refuseWrong(ctx, record);
      record.ruleVersion += 1;
    }
    await saveUpdated(ctx, 'workflow', record, changes);
    if (isNewVersion) await keepVersion(ctx, record);
    return reads.get(ctx, id);
  },

  /** A rule in the trash does not run; it comes back switched off. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const record = await open(ctx, id, 'workflow:delete', version);
    record.enabled = false;
    await saveDeleted(ctx, 'workflow', record);
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'workflow:restore');
    await refuseTakenName(ctx, record.name, id);
    await saveRestored(ctx, 'workflow', record);
    return reads.get(ctx, id);
  },

  /** What a rule said over time, the newest first. */
  async versions(ctx: ServiceContext, id: string): Promise<WorkflowVersionRow[]> {
    await reads.get(ctx, id);
    const rows = await database(ctx.em)
      .selectFrom('crm_workflow_versions as version')
      .select(['version.ruleVersion', 'version.createdAt', 'version.createdBy', 'version.rule'])
      .select(userName('version.createdBy').as('createdByName'))
      .where('version.workflowId', '=', id)
      .orderBy('version.ruleVersion', 'desc')
      .execute();
    return rows.map(({ ruleVersion, createdAt, createdBy, createdByName, rule }) => ({
      ruleVersion,
      createdAt: iso(createdAt),
      createdBy: ref(createdBy, createdByName),
      rule,
    }));
  },

  /** When a rule ran, on what, and what came of it; the newest first. */
  async runs(ctx: ServiceContext, id: string): Promise<RuleRunRow[]> {
    await reads.get(ctx, id);
    return readRuns(ctx, id);
  },

  /**
   * Starts a rule for some records; those who may change rules, whatever fires it otherwise. Its conditions hold for these,
   * too.
   * @throws DomainError `not_found` for records that the caller does not see, `invalid_transition` for a rule that is off,
   * or that starts by itself
   */
  async run(ctx: ServiceContext, id: string, { recordIds }: z.output<typeof runRuleInput>): Promise<RuleRunRow[]> {
    allow(ctx, 'workflow:run');
    const { entity, enabled, ruleVersion, oncePerRecord, trigger } = await reads.get(ctx, id);
    if (trigger.on !== 'manual' && !isAllowed(ctx.actor, 'workflow:update')) {
      throw new DomainError('invalid_transition', 'This rule starts by itself.', { current_trigger: trigger.on });
    }
    if (!enabled) throw new DomainError('invalid_transition', 'Activate the rule first.', { current_status: 'off' });
    for (const recordId of recordIds) {
      await readForRule(ctx, entity, recordId);
      await orderRun(ctx, { id, ruleVersion, oncePerRecord }, { entity, recordId, firedBy: 'manual' });
    }
    return readRuns(ctx, id);
  },

  hook: readHook,
  rotateHook,

  /** What a rule would do to the newest records that the caller sees. */
  async dryRun(ctx: ServiceContext, id: string, limit: number): Promise<DryRunResult> {
    return dryRun(ctx, await reads.get(ctx, id), limit);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `workflow:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  return openRecord(ctx, Workflow, 'workflow', { id, permission, read: 'workflow:read', version });
}

async function refuseWrong(ctx: ServiceContext, rule: Workflow): Promise<void> {
  const issues = [...ruleIssues(rule), ...(await missingReferences(ctx, rule.actions))];
  if (issues.length > 0) throw refuseFields(issues);
}

async function refuseTakenName(ctx: ServiceContext, name: string, except: string | null): Promise<void> {
  const holder = await database(ctx.em)
    .selectFrom('crm_workflows')
    .select('id')
    .where('name', '=', name)
    .where('deletedAt', 'is', null)
    .$if(except !== null, (select) => select.where('id', '!=', except ?? ''))
    .executeTakeFirst();
  if (!holder) return;
  throw new DomainError('duplicate', 'Another rule is called so.', {
    ...refuseFields([{ field: 'name', code: 'duplicate', message: 'Taken.' }]).details,
    existing: { id: holder.id, name },
  });
}

/** Two who change one rule take turns at its row, so no number is given twice. */
async function keepVersion(ctx: ServiceContext, record: Workflow): Promise<void> {
  const { entity, trigger, conditions, actions, runOnImport, oncePerRecord, mostRunsPerHour } = record;
  const said = { trigger, conditions, actions, runOnImport, oncePerRecord, mostRunsPerHour };
  const rule = workflowRule.parse({ entity, ...said });
  await database(ctx.em)
    .insertInto('crm_workflow_versions')
    .values({
      id: randomUUIDv7(),
      workflowId: record.id,
      ruleVersion: record.ruleVersion,
      rule: jsonb(rule),
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    })
    .execute();
}
