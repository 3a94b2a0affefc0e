import { sql } from 'kysely';
import { z } from 'zod';
import { database, type EntityManager } from '@crm/db/orm';
import type { Actor, TokenScope } from '@crm/domain/actor';
import { loadFeatures } from '../feature/features-off.ts';
import { roles } from '@crm/domain/permissions';
import { locales } from '@crm/domain/user/user';

/** Somebody who presented a valid session or token. */
export interface SignedIn {
  readonly actor: Actor;
  /** The session that a cookie names or a token was issued under; ending it ends both at once. */
  readonly sessionId: string;
  readonly expiresAt: Date;
  /** Scopes that the session's tokens were narrowed to when it began. */
  readonly scope: string | null;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly locale: (typeof locales)[number];
    readonly timeZone: string;
    readonly team: { readonly id: string; readonly name: string } | null;
  };
}

const sessionShape = z.object({
  sessionId: z.string(),
  expiresAt: z.date(),
  scope: z.string().nullable(),
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  locale: z.enum(locales),
  timeZone: z.string(),
  teamId: z.uuid().nullable(),
  teamName: z.string().nullable(),
  teamIds: z.array(z.uuid()),
});

/**
 * The actor behind a session, with all teams that scope `team` reaches, in one query; `null` when the session is over
 * or the user is no longer active.
 */
export async function loadSignedIn(em: EntityManager, sessionId: string, now: Date): Promise<SignedIn | null> {
  const { rows } = await sql`
    with recursive reach as (
      select u.team_id as id from crm_core.crm_users u
        join crm_core.crm_sessions s on s.user_id = u.id where s.id = ${sessionId} and u.team_id is not null
      union
      select t.id from crm_core.crm_teams t join reach on t.parent_id = reach.id where t.deleted_at is null
    )
    select s.id as "sessionId", s.expires_at as "expiresAt", s.scope, u.id as "userId", u.email, u.name, u.role, u.locale,
      u.time_zone as "timeZone", u.team_id as "teamId", t.name as "teamName",
      array(select reach.id from reach) as "teamIds"
    from crm_core.crm_sessions s
      join crm_core.crm_users u on u.id = s.user_id
      left join crm_core.crm_teams t on t.id = u.team_id
    where s.id = ${sessionId} and s.expires_at > ${now} and u.status = 'active' and u.deleted_at is null`.execute(
    database(em),
  );
  const found = sessionShape.safeParse(rows[0]);
  if (!found.success) return null;
  const row = found.data;
  const featuresOff = await loadFeatures(em);
  return {
    sessionId: row.sessionId,
    expiresAt: row.expiresAt,
    scope: row.scope,
    actor: {
      kind: 'user',
      id: row.userId,
      role: row.role,
      teamId: row.teamId,
      teamIds: row.teamIds,
      tokenScopes: null,
      featuresOff: featuresOff({ id: row.userId, role: row.role, teamIds: row.teamIds }),
    },
    user: {
      id: row.userId,
      email: row.email,
      name: row.name,
      locale: row.locale,
      timeZone: row.timeZone,
      team: row.teamId === null ? null : { id: row.teamId, name: row.teamName ?? '' },
    },
  };
}

/** The same person, but no further than a token's scopes go. */
export function narrowToScopes(signedIn: SignedIn, tokenScopes: readonly TokenScope[]): SignedIn {
  return { ...signedIn, actor: { ...signedIn.actor, tokenScopes } };
}
