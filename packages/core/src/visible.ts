import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { Permission } from '@crm/domain/permissions';
import { scopeOf } from '@crm/domain/permissions';
import { resources } from '@crm/domain/registry';
import type { ServiceContext } from './context.ts';
import { isAllowed, within } from './policy.ts';

type Recorded = keyof typeof resources;

export function isRecorded(name: string): name is Recorded {
  return name in resources;
}

/** Whether records of a kind belong to somebody; the others are seen by whoever may read them at all. */
export function isOwned(name: Recorded): boolean {
  return 'assignedTo' in resources[name].row.shape;
}

/** Whether the caller may see a record, whatever kind it is of; what lies in the trash he does not. */
export async function canSee(ctx: ServiceContext, name: Recorded, id: string): Promise<boolean> {
  const read = readPermission(name);
  const scope = isAllowed(ctx.actor, read) ? scopeOf(ctx.actor.role, read) : null;
  if (scope === null) return false;
  const own = isOwned(name) ? within(scope, ctx.actor, 'record') : sql<boolean>`true`;
  const { rows } = await sql`
    select from ${sql.id('crm_core', resources[name].table)} as record
    where record.id = ${id} and record.deleted_at is null and ${own}`.execute(database(ctx.em));
  return rows.length > 0;
}

function readPermission(name: Recorded): Permission {
  return `${name}:read`;
}
