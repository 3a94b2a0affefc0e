import { defineEntity, p } from '@mikro-orm/core';
import { eventKinds, type OutboxCommand } from '@crm/domain/events';
import { moment, schema } from './columns.ts';

const OutboxEventSchema = defineEntity({
  name: 'OutboxEvent',
  tableName: 'crm_outbox',
  schema,
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    resource: p.text(),
    recordId: p.uuid(),
    kind: p.enum(eventKinds),
    assignedTo: p.uuid().strictNullable(),
    teamId: p.uuid().strictNullable(),
    /** What the relay must do; null for what is only told. */
    command: p.json<OutboxCommand>().strictNullable(),
    actorId: p.uuid().strictNullable(),
    requestId: p.text().strictNullable(),
    /** The trace that it belongs to, as W3C writes it; null where none is kept. */
    traceParent: p.text().strictNullable(),
    createdAt: moment(),
    attempts: p.integer().default(0),
    /** Not before then; null means at once. */
    nextAttemptAt: moment().strictNullable(),
    lastError: p.text().strictNullable(),
    processedAt: moment().strictNullable(),
  },
  indexes: [
    {
      name: 'crm_outbox_pending',
      properties: ['id'],
      where: 'command is not null and processed_at is null',
    },
    { name: 'crm_outbox_created_at', properties: ['createdAt'] },
  ],
});

/** What happened, written in the transaction in which it happened; read in the order of its ids. */
export class OutboxEvent extends OutboxEventSchema.class {}
OutboxEventSchema.setClass(OutboxEvent);
