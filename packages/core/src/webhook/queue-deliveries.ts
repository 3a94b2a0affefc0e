import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { EventKind } from '@crm/domain/events';
import type { ResourceName } from '@crm/domain/permissions';
import { toldResources } from '@crm/domain/webhook/webhook-events';
import type { ServiceContext } from '../context.ts';

const told = new Set<ResourceName>(toldResources);

/**
 * Writes down, in the transaction of a change, who is to be told of it: either both come about, or neither. The order of
 * the ids is the order in which a record changed, since whoever changes it holds its row.
 */
export async function queueDeliveries(
  ctx: ServiceContext,
  resource: ResourceName,
  recordId: string,
  kind: EventKind,
): Promise<void> {
  if (!told.has(resource)) return;
  const event = `${resource}.${kind}`;
  await sql`
    insert into crm_core.crm_webhook_deliveries (endpoint_id, event, record_id, created_at, due_at)
    select id, ${event}, ${recordId}, ${ctx.now}, ${ctx.now} from crm_core.crm_webhook_endpoints
    where endpoint_state = 'active' and deleted_at is null and events @> array[${event}]`.execute(database(ctx.em));
}

/** Writes down that one endpoint is to be told of something, whatever else it is told of. @returns whether it is on */
export async function queueDelivery(
  ctx: ServiceContext,
  endpointId: string,
  event: string,
  recordId: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into crm_core.crm_webhook_deliveries (endpoint_id, event, record_id, created_at, due_at)
    select id, ${event}, ${recordId}, ${ctx.now}, ${ctx.now} from crm_core.crm_webhook_endpoints
    where endpoint_state = 'active' and deleted_at is null and id = ${endpointId}`.execute(database(ctx.em));
  return numAffectedRows === 1n;
}
