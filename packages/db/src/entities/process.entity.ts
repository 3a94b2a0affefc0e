import { defineEntity, p } from '@mikro-orm/core';
import {
  processStates,
  type ProcessKind,
  type ProcessState,
  type ProcessStep,
  type ProcessSubjectType,
  type ProcessWait,
} from '@crm/domain/process/process';
import { key, moment, openEnum, optionalIdOf, ownerColumns, schema, type OptionalId } from './columns.ts';
import { Team } from './team.entity.ts';
import { User } from './user.entity.ts';

const ProcessSchema = defineEntity({
  name: 'Process',
  tableName: 'crm_processes',
  schema,
  properties: {
    id: key(),
    kind: openEnum<ProcessKind>(),
    workflowId: p.text(),
    subjectType: openEnum<ProcessSubjectType>(),
    subjectId: p.uuid(),
    /** Those of what it is about; the database keeps them. */
    ...ownerColumns(
      () => User,
      () => Team,
    ),
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
    /** What it was in when it was paused, and is in again when it is resumed. */
    pausedFrom: openEnum<ProcessState>().strictNullable(),
    /** When a step that failed is tried again. */
    retryAt: moment().strictNullable(),
    /** The process that was run again as this one. */
    restartedFrom: (): OptionalId => optionalIdOf(Process),
    closedAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_processes_subject', properties: ['subjectType', 'subjectId', 'startedAt', 'id'] },
    { name: 'crm_processes_assigned_to', properties: ['assignedTo', 'updatedAt', 'id'] },
    { name: 'crm_processes_team_id', properties: ['teamId', 'updatedAt', 'id'] },
    { name: 'crm_processes_state', properties: ['state', 'updatedAt', 'id'] },
    { name: 'crm_processes_kind', properties: ['kind', 'startedAt', 'id'] },
    { name: 'crm_processes_kind_updated_at', properties: ['kind', 'updatedAt', 'id'] },
    { name: 'crm_processes_workflow_id', properties: ['workflowId', 'startedAt', 'id'] },
    {
      name: 'crm_processes_restarted_from',
      properties: ['restartedFrom'],
      where: 'restarted_from is not null',
    },
    {
      name: 'crm_processes_wait_reason',
      expression: `create index "crm_processes_wait_reason" on "crm_core"."crm_processes" ((wait ->> 'reason'), updated_at, id) where wait is not null`,
    },
    {
      name: 'crm_processes_waiting_since',
      expression: `create index "crm_processes_waiting_since" on "crm_core"."crm_processes" ((wait ->> 'since'), id) where wait is not null`,
    },
    {
      name: 'crm_processes_error_code',
      expression: `create index "crm_processes_error_code" on "crm_core"."crm_processes" ((error ->> 'code'), updated_at, id) where error is not null`,
    },
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
