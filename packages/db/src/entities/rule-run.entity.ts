import { defineEntity, p } from '@mikro-orm/core';
import { ruleRunStates, type Firing, type RuleRunStep } from '@crm/domain/workflow/rule-run';
import type { WorkflowEntity } from '@crm/domain/workflow/workflow';
import { idOf, key, moment, openEnum, optionalIdOf, schema, type OptionalId } from './columns.ts';
import { Process } from './process.entity.ts';
import { Workflow } from './workflow.entity.ts';

const RuleRunSchema = defineEntity({
  name: 'RuleRun',
  tableName: 'crm_rule_runs',
  schema,
  properties: {
    id: key(),
    workflowId: () => idOf(Workflow),
    /** The version that it began with, and ends with. */
    ruleVersion: p.integer(),
    entity: openEnum<WorkflowEntity>(),
    recordId: p.uuid(),
    firedBy: openEnum<Firing>(),
    /** What makes it one, where the same could fire twice: the day of a date. */
    key: p.text().strictNullable(),
    /** Whether its rule takes each record once. */
    once: p.boolean().default(false),
    /** The run whose change fired this one, and how many there were before it. */
    causedBy: (): OptionalId => optionalIdOf(RuleRun),
    depth: p.integer().default(0),
    state: p.enum(ruleRunStates).default('queued'),
    reason: p.text().strictNullable(),
    /** When somebody shall take it up. */
    dueAt: moment().strictNullable(),
    processId: () => optionalIdOf(Process),
    steps: p.json<RuleRunStep[]>().defaultRaw("'[]'::jsonb"),
    createdAt: moment(),
    endedAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_rule_runs_due_at', properties: ['dueAt'], where: 'due_at is not null' },
    { name: 'crm_rule_runs_workflow_id', properties: ['workflowId', 'createdAt', 'id'] },
    { name: 'crm_rule_runs_record_id', properties: ['recordId'] },
    { name: 'crm_rule_runs_of_record', properties: ['workflowId', 'recordId'] },
    { name: 'crm_rule_runs_caused_by', properties: ['causedBy'] },
  ],
  uniques: [
    { name: 'crm_rule_runs_process_id_unique', properties: ['processId'] },
    { name: 'crm_rule_runs_key_unique', properties: ['key'] },
    {
      name: 'crm_rule_runs_once',
      properties: ['workflowId', 'recordId'],
      where: "once and state in ('running', 'done')",
    },
  ],
});

/** One time that something fired a rule. */
export class RuleRun extends RuleRunSchema.class {}
RuleRunSchema.setClass(RuleRun);
