import { defineEntity, p } from '@mikro-orm/core';
import type { ProcessEvent } from '@crm/domain/process/process-log';
import { idOf, key, moment, openEnum, optionalIdOf, schema, subjectColumns } from './columns.ts';
import { Process } from './process.entity.ts';
import { User } from './user.entity.ts';

type Logged = object | string | number | boolean;

const ProcessLogEntrySchema = defineEntity({
  name: 'ProcessLogEntry',
  tableName: 'crm_process_log',
  schema,
  properties: {
    id: key(),
    processId: () => idOf(Process),
    at: moment(),
    event: openEnum<ProcessEvent>(),
    /** Of a step. */
    step: p.text().strictNullable(),
    activity: p.text().strictNullable(),
    attempt: p.integer().strictNullable(),
    /** Ids for the most part; secrets are masked before they are written. */
    input: p.json<Logged>().strictNullable(),
    output: p.json<Logged>().strictNullable(),
    error: p.json<{ code: string; message: string }>().strictNullable(),
    /** Of what a person did: who, and why. */
    actedBy: () => optionalIdOf(User),
    reason: p.text().strictNullable(),
  },
  indexes: [
    { name: 'crm_process_log_process_id', properties: ['processId', 'at', 'id'] },
    { name: 'crm_process_log_at', properties: ['at'], where: 'acted_by is null' },
  ],
});

/** One try of a step, or one thing that a person did to a process. */
export class ProcessLogEntry extends ProcessLogEntrySchema.class {}
ProcessLogEntrySchema.setClass(ProcessLogEntry);

const ProcessTouchSchema = defineEntity({
  name: 'ProcessTouch',
  tableName: 'crm_process_touches',
  schema,
  properties: {
    subjectType: subjectColumns().subjectType.primary(),
    subjectId: p.uuid().primary(),
    processId: p.uuid().primary(),
  },
  indexes: [{ name: 'crm_process_touches_process_id', properties: ['processId'] }],
});

/** That a process touched a record; kept by the database. */
export class ProcessTouch extends ProcessTouchSchema.class {}
ProcessTouchSchema.setClass(ProcessTouch);
