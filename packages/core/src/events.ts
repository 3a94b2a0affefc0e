import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { EventKind, OutboxCommand } from '@crm/domain/events';
import type { ResourceName } from '@crm/domain/permissions';
import type { ServiceContext } from './context.ts';
import type { Owned } from './policy.ts';
import { queueDeliveries } from './webhook/queue-deliveries.ts';

/**
 * Says in the transaction of a change that it happened: the live streams hear it after the commit, and never of a
 * change that was rolled back.
 */
export async function emitChange(
  ctx: ServiceContext,
  resource: ResourceName,
  record: { readonly id: string } & Partial<Owned>,
  kind: EventKind,
): Promise<void> {
  await insertOutbox(ctx, resource, record, kind, null);
  await queueDeliveries(ctx, resource, record.id, kind);
}

/**
 * Orders something of a process in the transaction of the change that calls for it. The worker's relay carries it out
 * at least once; the ids in the command make that once in effect.
 */
export async function emitCommand(
  ctx: ServiceContext,
  resource: ResourceName,
  record: { readonly id: string } & Partial<Owned>,
  command: OutboxCommand,
): Promise<void> {
  await insertOutbox(ctx, resource, record, 'updated', command);
}

async function insertOutbox(
  ctx: ServiceContext,
  resource: ResourceName,
  record: { readonly id: string } & Partial<Owned>,
  kind: EventKind,
  command: OutboxCommand | null,
): Promise<void> {
  await database(ctx.em)
    .insertInto('crm_outbox')
    .values({
      resource,
      recordId: record.id,
      kind,
      assignedTo: record.assignedTo ?? null,
      teamId: record.teamId ?? null,
      command: command === null ? null : sql`${JSON.stringify(command)}::jsonb`,
      actorId: ctx.actor.id,
      requestId: ctx.requestId,
      traceParent: command === null ? null : ctx.ports.trace(),
      createdAt: ctx.now,
    })
    .execute();
}
