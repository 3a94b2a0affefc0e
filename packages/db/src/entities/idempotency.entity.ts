import { defineEntity, p } from '@mikro-orm/core';
import { moment, schema } from './columns.ts';

const IdempotencyRecordSchema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'crm_idempotency',
  schema,
  properties: {
    /** Whose key it is: two people may use the same. */
    actorId: p.uuid().primary(),
    key: p.text().primary(),
    procedure: p.text(),
    requestHash: p.text(),
    status: p.integer(),
    /** The answer, byte for byte. */
    response: p.text().strictNullable(),
    createdAt: moment(),
    expiresAt: moment(),
  },
  indexes: [{ name: 'crm_idempotency_expires_at', properties: ['expiresAt'] }],
});

/** The answer that a write got, given again when it is sent again. */
export class IdempotencyRecord extends IdempotencyRecordSchema.class {}
IdempotencyRecordSchema.setClass(IdempotencyRecord);
