import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import type { FilterOf } from '@crm/domain/resource';
import {
  webhookEndpoint,
  type WebhookDeliveryRow,
  type WebhookEndpointRow,
} from '@crm/domain/webhook/webhook-endpoint';
import { isAllowed } from '../policy.ts';
import { iso, presentRecord, recordAbilities } from '../present.ts';
import { containsText } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';
import { deliveryId, webhookBody } from './webhook-body.ts';

export function selectEndpoints(db: Kysely<Database>, { endpointState, q }: FilterOf<typeof webhookEndpoint>) {
  return db
    .selectFrom('crm_webhook_endpoints as endpoint')
    .selectAll('endpoint')
    .select([userName('endpoint.createdBy').as('createdByName'), userName('endpoint.updatedBy').as('updatedByName')])
    .where((eb) =>
      eb.and([
        ...(endpointState ? [eb('endpoint.endpointState', 'in', endpointState)] : []),
        ...(q ? [containsText('endpoint.name', q)] : []),
      ]),
    );
}

type EndpointColumns = Awaited<ReturnType<ReturnType<typeof selectEndpoints>['execute']>>[number];

export const endpointOrder = {
  table: 'endpoint',
  columns: { createdAt: { column: 'endpoint.createdAt' }, name: { column: 'endpoint.name' } },
  fallback: 'name',
} as const;

export function presentEndpoint(row: EndpointColumns, actor: Actor): WebhookEndpointRow {
  return {
    ...presentRecord(row),
    name: row.name,
    url: row.url,
    events: row.events,
    endpointState: row.endpointState,
    failingSince: iso(row.failingSince),
    rotatedAt: iso(row.rotatedAt),
    oldSecretUntil: iso(row.oldSecretUntil),
    abilities: {
      ...recordAbilities(actor, { deletedAt: row.deletedAt }, webhookEndpoint.permissions),
      rotate: row.deletedAt === null && isAllowed(actor, 'webhook_endpoint:rotate'),
    },
  };
}

export function selectDeliveries(db: Kysely<Database>, endpointId: string) {
  return db.selectFrom('crm_webhook_deliveries').selectAll().where('endpointId', '=', endpointId);
}

type DeliveryColumns = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number];

export function presentDelivery(row: DeliveryColumns): WebhookDeliveryRow {
  return {
    id: deliveryId(row.id),
    event: row.event,
    recordId: row.recordId,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    dueAt: iso(row.dueAt),
    lastAttemptAt: iso(row.lastAttemptAt),
    lastStatus: row.lastStatus,
    lastDurationMs: row.lastDurationMs,
    lastAnswer: row.lastAnswer,
    lastError: row.lastError,
    body: webhookBody(row),
  };
}
