import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { WebhookEndpoint } from '@crm/db/entities/webhook-endpoint.entity';
import { database } from '@crm/db/orm';
import { refuseFields, refuseUnknown } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { testEvent } from '@crm/domain/webhook/webhook-events';
import { webhookEndpoint, type replayInput, type rotateWebhookInput } from '@crm/domain/webhook/webhook-endpoint';
import type { ServiceContext } from '../context.ts';
import { RefusedAddressError, refuseInside } from '../outbound/send-outside.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import {
  endpointOrder,
  presentDelivery,
  presentEndpoint,
  selectDeliveries,
  selectEndpoints,
} from './webhook-endpoint.queries.ts';

const reads = makeReads({
  name: 'webhook_endpoint',
  permission: webhookEndpoint.permissions.read,
  select: selectEndpoints,
  present: presentEndpoint,
  order: endpointOrder,
  owned: false,
});

const hourMs = 3_600_000;
/** What the log shows at once. */
const shownDeliveries = 100;
/** How long a person waits for a name to be looked up. ms */
const lookMs = 2_000;

/** Where other systems hear of changes. */
export const webhookEndpointService = {
  ...reads,

  /** @throws DomainError `validation_failed` for an address inside our own network */
  async create(ctx: ServiceContext, data: CreateOf<typeof webhookEndpoint>) {
    allow(ctx, 'webhook_endpoint:create');
    await refuseAddress(ctx, data.url);
    const record = ctx.em.create(WebhookEndpoint, {
      ...newRecord(ctx, randomUUIDv7()),
      ...data,
      events: [...data.events],
      failingSince: null,
      rotatedAt: null,
      oldSecretUntil: null,
    });
    await saveCreated(ctx, 'webhook_endpoint', record);
    return { ...(await reads.get(ctx, record.id)), secret: secretOf(ctx, record) };
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof webhookEndpoint>, version?: number) {
    const record = await open(ctx, id, 'webhook_endpoint:update', version);
    if (data.url !== undefined && data.url !== record.url) await refuseAddress(ctx, data.url);
    const { events, ...rest } = data;
    const changes = assignChanges(record, {
      ...rest,
      ...(events && { events: [...events] }),
      // Whoever switches it on gives it three days more.
      ...(data.endpointState === 'active' && { failingSince: null }),
    });
    await saveUpdated(ctx, 'webhook_endpoint', record, changes);
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'webhook_endpoint', await open(ctx, id, 'webhook_endpoint:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    await saveRestored(ctx, 'webhook_endpoint', await open(ctx, id, 'webhook_endpoint:restore'));
    return reads.get(ctx, id);
  },

  /** Gives an endpoint a new secret; for a while the old one signs too, so that the receiver can change in peace. */
  async rotate(
    ctx: ServiceContext,
    id: string,
    { overlapHours }: z.output<typeof rotateWebhookInput>,
    version?: number,
  ) {
    const record = await open(ctx, id, 'webhook_endpoint:rotate', version);
    const changes = assignChanges(record, {
      generation: record.generation + 1,
      rotatedAt: ctx.now,
      oldSecretUntil: new Date(ctx.now.getTime() + overlapHours * hourMs),
    });
    await saveUpdated(ctx, 'webhook_endpoint', record, changes);
    return { ...(await reads.get(ctx, id)), secret: secretOf(ctx, record) };
  },

  /** Sends an event that tells of nothing, to see whether the receiver takes it. */
  async sendTest(ctx: ServiceContext, id: string) {
    await open(ctx, id, 'webhook_endpoint:update');
    const made = await database(ctx.em)
      .insertInto('crm_webhook_deliveries')
      .values({
        endpointId: id,
        event: testEvent,
        recordId: id,
        createdAt: ctx.now,
        dueAt: ctx.now,
        // Once: a person is waiting to see it.
        tryUntil: ctx.now,
        lastAttemptAt: null,
        lastStatus: null,
        lastDurationMs: null,
        lastAnswer: null,
        lastError: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return presentDelivery(made);
  },

  /** The newest deliveries, the last first. */
  async deliveries(ctx: ServiceContext, id: string) {
    await reads.get(ctx, id);
    const rows = await selectDeliveries(database(ctx.em), id).orderBy('id', 'desc').limit(shownDeliveries).execute();
    return { items: rows.map(presentDelivery) };
  },

  /** Sends again what is over: one delivery, whatever became of it, or all that failed. */
  async replay(ctx: ServiceContext, id: string, { deliveryId, since }: z.output<typeof replayInput>) {
    await open(ctx, id, 'webhook_endpoint:update');
    const one = deliveryId === undefined ? undefined : numberOf(deliveryId);
    const replayed = await database(ctx.em)
      .updateTable('crm_webhook_deliveries')
      .set({ state: 'queued', attempts: 0, dueAt: ctx.now, tryUntil: null })
      .where('endpointId', '=', id)
      .where('dueAt', 'is', null)
      .$if(one === undefined, (update) => update.where('state', '=', 'failed'))
      .$if(one !== undefined, (update) => update.where('id', '=', one ?? 0))
      .$if(since !== undefined, (update) => update.where('createdAt', '>=', new Date(since ?? 0)))
      .returning('id')
      .execute();
    return { count: replayed.length };
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `webhook_endpoint:${'update' | 'delete' | 'restore' | 'rotate'}`,
  version?: number,
) {
  return openRecord(ctx, WebhookEndpoint, 'webhook_endpoint', {
    id,
    permission,
    read: 'webhook_endpoint:read',
    version,
  });
}

function numberOf(deliveryId: string): number {
  const { number } = /^msg_(?<number>\d{1,15})$/u.exec(deliveryId)?.groups ?? {};
  if (number === undefined) throw refuseUnknown('delivery', deliveryId);
  return Number(number);
}

function secretOf({ ports }: ServiceContext, { id, generation }: WebhookEndpoint): string {
  if (ports.webhookKeys === null) throw new Error('Nothing is signed here: CRM_SECRET is not set.');
  return ports.webhookKeys.secretOf(id, generation);
}

async function refuseAddress({ ports: { allowedHosts } }: ServiceContext, url: string): Promise<void> {
  try {
    await refuseInside(url, { allowedHosts, timeout: lookMs });
  } catch (error) {
    if (!(error instanceof RefusedAddressError)) throw error;
    throw refuseFields([{ field: 'url', code: 'address_refused', message: error.message }]);
  }
}
