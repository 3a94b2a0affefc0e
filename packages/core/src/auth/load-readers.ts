import { sql } from 'kysely';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import type { Actor } from '@crm/domain/actor';
import { roles } from '@crm/domain/permissions';
import type { ServiceContext } from '../context.ts';
import { loadFeatures } from '../feature/features-off.ts';

const readerShape = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(roles),
  teamId: z.uuid().nullable(),
  teamIds: z.array(z.uuid()),
});

/** Somebody else as an actor, to ask what that person may see. */
export interface Reader {
  readonly name: string;
  readonly actor: Actor;
}

/** Active users with all teams that they reach, in one query; who is unknown or disabled is left out. */
export async function loadReaders(ctx: ServiceContext, userIds: readonly string[]): Promise<readonly Reader[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql`
    with recursive reach as (
      select id as user_id, team_id from crm_core.crm_users where id = any(${userIds}::uuid[]) and team_id is not null
      union
      select reach.user_id, team.id from crm_core.crm_teams team join reach on team.parent_id = reach.team_id
        where team.deleted_at is null
    )
    select u.id, u.name, u.role, u.team_id as "teamId",
      array(select reach.team_id from reach where reach.user_id = u.id) as "teamIds"
    from crm_core.crm_users u
    where u.id = any(${userIds}::uuid[]) and u.status = 'active' and u.deleted_at is null`.execute(database(ctx.em));
  const featuresOff = await loadFeatures(ctx.em);
  return z
    .array(readerShape)
    .parse(rows)
    .map(({ name, ...who }) => ({
      name,
      actor: { ...who, kind: 'user', tokenScopes: null, featuresOff: featuresOff(who) },
    }));
}
