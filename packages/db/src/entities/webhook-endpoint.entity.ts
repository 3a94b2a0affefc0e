import { defineEntity, p } from '@mikro-orm/core';
import { deliveryStates, endpointStates } from '@crm/domain/webhook/webhook-endpoint';
import { idOf, moment, recordColumns, schema } from './columns.ts';
import { sortIndex, trashIndex } from './indexes.ts';
import { User } from './user.entity.ts';

const WebhookEndpointSchema = defineEntity({
  name: 'WebhookEndpoint',
  tableName: 'crm_webhook_endpoints',
  schema,
  properties: {
    ...recordColumns(() => User),
    name: p.text(),
    url: p.text(),
    events: p.array().columnType('text[]'),
    endpointState: p.enum(endpointStates).default('active'),
    failingSince: moment().strictNullable(),
    /** Secrets are made of it, and stored nowhere. */
    generation: p.integer().default(1),
    rotatedAt: moment().strictNullable(),
    oldSecretUntil: moment().strictNullable(),
  },
  indexes: [
    sortIndex('crm_webhook_endpoints_created_at', 'createdAt'),
    sortIndex('crm_webhook_endpoints_name', 'name'),
    trashIndex('crm_webhook_endpoints'),
  ],
});

/** Where another system hears of changes. */
export class WebhookEndpoint extends WebhookEndpointSchema.class {}
WebhookEndpointSchema.setClass(WebhookEndpoint);

const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  tableName: 'crm_webhook_deliveries',
  schema,
  properties: {
    /** In the order of what happened to a record. */
    id: p.bigint('number').primary().autoincrement(),
    endpointId: () => idOf(WebhookEndpoint),
    event: p.text(),
    recordId: p.uuid(),
    state: p.enum(deliveryStates).default('queued'),
    attempts: p.integer().default(0),
    createdAt: moment(),
    /** When somebody shall take it up: to send it, or because whoever took it up was not heard of since. */
    dueAt: moment().strictNullable(),
    /** Counted from the first try. */
    tryUntil: moment().strictNullable(),
    lastAttemptAt: moment().strictNullable(),
    lastStatus: p.integer().strictNullable(),
    lastDurationMs: p.integer().strictNullable(),
    lastAnswer: p.text().strictNullable(),
    lastError: p.text().strictNullable(),
  },
  indexes: [
    { name: 'crm_webhook_deliveries_due_at', properties: ['dueAt'], where: 'due_at is not null' },
    { name: 'crm_webhook_deliveries_endpoint_id', properties: ['endpointId', 'id'] },
    {
      name: 'crm_webhook_deliveries_order',
      properties: ['endpointId', 'recordId', 'id'],
      where: 'due_at is not null',
    },
    { name: 'crm_webhook_deliveries_created_at', properties: ['createdAt'] },
  ],
});

/** One event for one endpoint: written in the transaction of the change, sent by the worker. */
export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);
