import { defineEntity, p } from '@mikro-orm/core';
import type { TimelineKind } from '@crm/domain/timeline/timeline';
import { key, moment, openEnum, schema, subjectColumns } from './columns.ts';

/** Who may be behind a change: a person, a durable process, or the system itself. */
export const actorKinds = ['user', 'process', 'system'] as const;

const TimelineEntrySchema = defineEntity({
  name: 'TimelineEntry',
  tableName: 'crm_timeline',
  schema,
  properties: {
    id: key(),
    ...subjectColumns(),
    kind: openEnum<TimelineKind>(),
    occurredAt: moment(),
    actorKind: p.enum(actorKinds),
    actorId: p.uuid().strictNullable(),
    title: p.text().strictNullable(),
    payload: p.json<Record<string, unknown>>().defaultRaw("'{}'::jsonb"),
    sourceType: p.text().strictNullable(),
    sourceId: p.uuid().strictNullable(),
    processId: p.uuid().strictNullable(),
    requestId: p.text().strictNullable(),
    pinned: p.boolean().default(false),
  },
  indexes: [
    { name: 'crm_timeline_subject', properties: ['subjectType', 'subjectId', 'occurredAt', 'id'] },
    { name: 'crm_timeline_occurred_at', properties: ['occurredAt', 'id'] },
    { name: 'crm_timeline_process_id', properties: ['processId'], where: 'process_id is not null' },
  ],
});

/** One thing that happened to a record. Written once; without foreign keys, because it outlives what it tells of. */
export class TimelineEntry extends TimelineEntrySchema.class {}
TimelineEntrySchema.setClass(TimelineEntry);
