import { defineEntity, p } from '@mikro-orm/core';
import { moment, schema } from './columns.ts';
import { actorKinds } from './timeline.entity.ts';

/** Field (as the column is called) → what it was and what it became. */
export type AuditChanges = Record<string, { old: unknown; new: unknown }>;

const AuditlogEntrySchema = defineEntity({
  name: 'AuditlogEntry',
  tableName: 'crm_auditlog',
  schema,
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    resource: p.text(),
    recordId: p.uuid(),
    action: p.enum(['insert', 'update', 'delete']),
    changes: p.json<AuditChanges>(),
    actorKind: p.enum(actorKinds),
    actorId: p.uuid().strictNullable(),
    occurredAt: moment(),
    requestId: p.text().strictNullable(),
    processId: p.uuid().strictNullable(),
    /** `api_key:<id>` or `service:<name>`, where it was not the person at a screen. The database fills it in. */
    via: p.text().strictNullable().defaultRaw(`nullif(current_setting('crm.via'::text, true), ''::text)`),
  },
  indexes: [
    { name: 'crm_auditlog_record_id', properties: ['recordId', 'id'] },
    { name: 'crm_auditlog_occurred_at', properties: ['occurredAt'] },
    { name: 'crm_auditlog_actor_id', properties: ['actorId', 'id'], where: 'actor_id is not null' },
    { name: 'crm_auditlog_request_id', properties: ['requestId'], where: 'request_id is not null' },
    { name: 'crm_auditlog_process_id', properties: ['processId'], where: 'process_id is not null' },
  ],
});

/** One change of one row, written by a trigger; the database refuses to change or delete it. */
export class AuditlogEntry extends AuditlogEntrySchema.class {}
AuditlogEntrySchema.setClass(AuditlogEntry);
