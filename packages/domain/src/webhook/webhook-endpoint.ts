import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, isoDateTime, line, queryList, recordBase, searchText } from '../scalars.ts';
import { typeNames } from '../type-names.ts';
import { webhookEvent, webhookEvents } from './webhook-events.ts';
import { mostOverlapHours, usualOverlapHours } from './webhook.rules.ts';

// Not an enum: GraphQL knows no names with points.
const event = z.string().regex(webhookEvent, 'Use an event such as account.created');
const longestUrl = 2_000;

const fields = {
  /** What is at the other end, so that whoever finds it in a list knows whom to ask. */
  name: line(100),
  url: z.url({ protocol: /^https?$/ }).max(longestUrl),
  /** The events that are sent. */
  events: z.array(event).min(1).max(webhookEvents.length),
};

/** `disabled`: it failed for three days; a person switches it on again. */
export const endpointStates = ['active', 'paused', 'disabled'] as const;
const chosenState = z.enum(['active', 'paused']);

/** Where another system hears of changes: each is posted there, signed, until it is taken. */
export const webhookEndpoint = defineResource({
  name: 'webhook_endpoint',
  path: 'webhook_endpoints',
  table: 'crm_webhook_endpoints',
  row: z.object({
    ...recordBase,
    name: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    endpointState: z.enum(endpointStates),
    /** Since when nothing was taken. */
    failingSince: isoDateTime.nullable(),
    rotatedAt: isoDateTime.nullable(),
    /** Until then what is sent is signed with the secret before this one too. */
    oldSecretUntil: isoDateTime.nullable(),
    abilities: abilities('update', 'delete', 'restore', 'rotate'),
  }),
  create: z.strictObject(fields),
  example: { name: 'Web shop', url: 'https://shop.example.com/crm', events: ['account.created', 'account.updated'] },
  update: z.strictObject(patchOf({ ...fields, endpointState: chosenState })),
  filter: z.strictObject({ endpointState: queryList(z.enum(endpointStates)).optional(), q: searchText.optional() }),
  sortable: ['createdAt', 'name'],
  permissions: crudPermissions('webhook_endpoint'),
});
export type WebhookEndpointRow = RowOf<typeof webhookEndpoint>;

/** An endpoint with its new secret. */
export const issuedWebhookEndpoint = webhookEndpoint.row
  .extend({
    /** Shown this once. `null` when the answer is given again for the same Idempotency-Key: it is not kept anywhere. */
    secret: z.string().nullable(),
  })
  .register(typeNames, { name: 'IssuedWebhookEndpoint' });
export type IssuedWebhookEndpoint = z.output<typeof issuedWebhookEndpoint>;

export const rotateWebhookInput = z.strictObject({
  /** How long both secrets sign. */
  overlapHours: z.number().int().min(0).max(mostOverlapHours).default(usualOverlapHours),
});

export const deliveryStates = ['queued', 'sending', 'delivered', 'failed'] as const;

/** One event for one endpoint, and how it went so far. */
export const webhookDelivery = z
  .object({
    /** The `webhook-id` of the request; the same with each try. */
    id: z.string(),
    event: z.string(),
    recordId: id,
    state: z.enum(deliveryStates),
    attempts: z.number().int(),
    createdAt: isoDateTime,
    /** When it is tried next. */
    dueAt: isoDateTime.nullable(),
    lastAttemptAt: isoDateTime.nullable(),
    lastStatus: z.number().int().nullable(),
    lastDurationMs: z.number().int().nullable(),
    /** How the answer begins. */
    lastAnswer: z.string().nullable(),
    /** Why there was no answer. */
    lastError: z.string().nullable(),
    /** What is posted. */
    body: z.string(),
  })
  .register(typeNames, { name: 'WebhookDelivery' });
export type WebhookDeliveryRow = z.output<typeof webhookDelivery>;

export const webhookDeliveries = z.object({ items: z.array(webhookDelivery) });

export const replayInput = z.strictObject({
  /** One delivery; without it, all that failed. */
  deliveryId: z.string().max(40).optional(),
  /** Only what happened since. */
  since: isoDateTime.optional(),
});
