import { sql } from 'kysely';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import type { waitActor } from '@crm/domain/process/process';
import type { ServiceContext } from '../context.ts';

export type WaitActor = z.output<typeof waitActor>;

/** The person as somebody a process waits for; nobody when there is none or the account is closed. */
export async function findOwner(ctx: ServiceContext, userId: string | null): Promise<WaitActor[]> {
  if (userId === null) return [];
  const rows = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['id', 'name'])
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .execute();
  return rows.map(({ id, name }) => ({ id, name, as: 'owner' }));
}

const person = z.object({ id: z.uuid(), name: z.string() });

/**
 * Who oversees a team: its managers and those of the teams above it, and whoever leads one of these. For a record
 * without a team: the managers of the teams that take leads. If there is nobody: the administrators.
 */
export async function findManagers(ctx: ServiceContext, teamId: string | null): Promise<WaitActor[]> {
  const { rows } = await sql`
    with recursive above as (
      select id, parent_id, lead_id from crm_core.crm_teams
        where deleted_at is null and ${teamId === null ? sql`takes_leads` : sql`id = ${teamId}`}
      union
      select t.id, t.parent_id, t.lead_id from crm_core.crm_teams t join above on t.id = above.parent_id
        where t.deleted_at is null
    )
    select u.id, u.name from crm_core.crm_users u
      where u.status = 'active' and u.deleted_at is null
        and ((u.role = 'manager' and u.team_id in (select id from above)) or u.id in (select lead_id from above))
      order by u.name, u.id`.execute(database(ctx.em));
  const managers = z.array(person).parse(rows);
  return managers.length > 0 ? managers.map(({ id, name }) => ({ id, name, as: 'manager' })) : findAdministrators(ctx);
}

/** Everybody who administers. */
export async function findAdministrators(ctx: ServiceContext): Promise<WaitActor[]> {
  const rows = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['id', 'name'])
    .where('role', '=', 'admin')
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name }) => ({ id, name, as: 'admin' }));
}

/** These people, as somebody a process waits for. */
export async function namesOf(ctx: ServiceContext, ids: readonly string[]): Promise<WaitActor[]> {
  if (ids.length === 0) return [];
  const rows = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['id', 'name', 'role'])
    .where('id', 'in', [...ids])
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, role }) => ({
    id,
    name,
    as: role === 'admin' ? ('admin' as const) : ('manager' as const),
  }));
}
