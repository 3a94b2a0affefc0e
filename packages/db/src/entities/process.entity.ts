import { defineEntity, p } from '@mikro-orm/core';
import { processStates, type ProcessKind, type ProcessStep, type ProcessWait } from '@crm/domain/process/process';
import { key, moment, openEnum, optionalIdOf, schema, subjectColumns } from './columns.ts';
import { User } from './user.entity.ts';

const ProcessSchema = defineEntity({
  name: 'Process',
  tableName: 'crm_processes',
  schema,
  properties: {
    id: key(),
    kind: openEnum<ProcessKind>(),
    workflowId: p.text(),
    ...subjectColumns(),
    state: p.enum(processStates).default('queued'),
    wait: p.json<ProcessWait>().strictNullable(),
    steps: p.json<ProcessStep[]>().defaultRaw("'[]'::jsonb"),
    error: p.json<{ code: string; message: string }>().strictNullable(),
    /** What it was started with, and what came of it. */
    input: p.json<Record<string, unknown>>().strictNullable(),
    result: p.json<Record<string, unknown>>().strictNullable(),
    /** The users who may act on it now. */
    needs: p.array().columnType('uuid[]').defaultRaw("'{}'::uuid[]"),
    startedAt: moment(),
    startedBy: () => optionalIdOf(User),
    updatedAt: moment(),
    closedAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_processes_subject', properties: ['subjectType', 'subjectId', 'startedAt', 'id'] },
    { name: 'crm_processes_state', properties: ['state', 'updatedAt', 'id'] },
    { name: 'crm_processes_kind', properties: ['kind', 'startedAt', 'id'] },
    { name: 'crm_processes_started_at', properties: ['startedAt', 'id'] },
    { name: 'crm_processes_updated_at', properties: ['updatedAt', 'id'] },
    {
      name: 'crm_processes_needs',
      expression: 'create index "crm_processes_needs" on "crm_core"."crm_processes" using gin ("needs")',
    },
  ],
  uniques: [{ name: 'crm_processes_open_unique', properties: ['workflowId'], where: 'closed_at is null' }],
});

/** A durable process as people see it. Of one workflow id at most one is open. */
export class Process extends ProcessSchema.class {}
ProcessSchema.setClass(Process);
