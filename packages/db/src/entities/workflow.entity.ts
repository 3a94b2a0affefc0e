import { defineEntity, p } from '@mikro-orm/core';
import { usualRunsPerHour } from '@crm/domain/workflow/firing.rules';
import type { WorkflowEntity, WorkflowRow, WorkflowRule } from '@crm/domain/workflow/workflow';
import { idOf, key, moment, openEnum, optionalIdOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const WorkflowSchema = defineEntity({
  name: 'Workflow',
  tableName: 'crm_workflows',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    entity: openEnum<WorkflowEntity>(),
    trigger: p.json<WorkflowRow['trigger']>(),
    conditions: p.json<WorkflowRow['conditions']>(),
    actions: p.json<WorkflowRow['actions']>(),
    enabled: p.boolean().default(false),
    ruleVersion: p.integer().default(1),
    runOnImport: p.boolean().default(false),
    oncePerRecord: p.boolean().default(false),
    mostRunsPerHour: p.integer().default(usualRunsPerHour),
    /** Of a schedule: the turn that was taken last, or is being taken. */
    turnAt: moment().strictNullable(),
    /** Up to which record that turn has come; `null` when it is over. */
    turnAfter: p.uuid().strictNullable(),
    /** One more with each new address of its webhook. */
    hookTurn: p.integer().default(0),
    lastRunAt: moment().strictNullable(),
    lastError: p.text().strictNullable(),
  },
  indexes: [
    sortIndex('crm_workflows_name', 'name'),
    sortIndex('crm_workflows_created_at', 'createdAt'),
    sortIndex('crm_workflows_updated_at', 'updatedAt'),
    liveIndex('crm_workflows_entity', 'entity', 'enabled'),
    trashIndex('crm_workflows'),
  ],
  uniques: [liveUnique('crm_workflows_name_unique', 'name')],
});

/** A rule: when this happens to such a record, do that. */
export class Workflow extends WorkflowSchema.class {}
WorkflowSchema.setClass(Workflow);

const WorkflowVersionSchema = defineEntity({
  name: 'WorkflowVersion',
  tableName: 'crm_workflow_versions',
  schema,
  properties: {
    id: key(),
    workflowId: () => idOf(Workflow),
    ruleVersion: p.integer(),
    rule: p.json<WorkflowRule>(),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
  },
  uniques: [{ name: 'crm_workflow_versions_unique', properties: ['workflowId', 'ruleVersion'] }],
});

/** What a rule said at one time. Written once: runs refer to it. */
export class WorkflowVersion extends WorkflowVersionSchema.class {}
WorkflowVersionSchema.setClass(WorkflowVersion);
