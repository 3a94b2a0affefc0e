import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { database, type EntityManager } from '@crm/db/orm';
import type { Actor, TokenScope } from '@crm/domain/actor';
import { viaApiKey } from '@crm/domain/api-key/api-key.rules';
import { loadFeatures } from '../feature/features-off.ts';
import { roles } from '@crm/domain/permissions';
import { locales } from '@crm/domain/user/user';

/** Somebody who presented a valid session, token or API key. */
export interface SignedIn {
  readonly actor: Actor;
  /** The session that a cookie names or a token was issued under; ending it ends both at once. `null` for an API key. */
  readonly sessionId: string | null;
  /** `null`: until it is ended. */
  readonly expiresAt: Date | null;
  /** Scopes that the session's tokens were narrowed to when it began. */
  readonly scope: string | null;
  /** The administrator who sees the product as this person and can change nothing; `null`: the person is here in person. */
  readonly viewedBy: { readonly id: string; readonly name: string } | null;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly locale: (typeof locales)[number];
    readonly timeZone: string;
    readonly team: { readonly id: string; readonly name: string } | null;
  };
}

const signedInShape = z.object({
  sessionId: z.string().nullable(),
  expiresAt: z.date().nullable(),
  scope: z.string().nullable(),
  viewedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  apiKeyId: z.uuid().nullable(),
  keyScopes: z.array(z.string().transform((scope) => scope as TokenScope)).nullable(),
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
 * or the user is no longer active. While an administrator views as somebody else, that person.
 */
export function loadSignedIn(em: EntityManager, sessionId: string, now: Date): Promise<SignedIn | null> {
  return loadBehind(
    em,
    sql`
      select session.id as "sessionId", coalesce(view.user_id, session.user_id) as user_id,
        least(session.expires_at, view.expires_at) as "expiresAt", session.scope, view.by as "viewedBy",
        null::uuid as "apiKeyId", null::jsonb as "keyScopes"
      from crm_core.crm_sessions session left join lateral (
        select view.user_id, view.expires_at, jsonb_build_object('id', viewer.id, 'name', viewer.name) as by
        from crm_core.crm_view_as view
          join crm_core.crm_users viewer on viewer.id = view.viewer_id
          join crm_core.crm_users seen on seen.id = view.user_id
        where view.id = session.view_as_id and view.expires_at > ${now}
          and viewer.role = 'admin' and viewer.status = 'active'
          and seen.role <> 'admin' and seen.status = 'active' and seen.deleted_at is null
      ) view on true
      where session.id = ${sessionId} and session.expires_at > ${now}`,
  );
}

/**
 * The actor behind the secret of an API key, by its hash: its user, with the rights that the user has now and no further
 * than the key's scopes; `null` when the key is revoked, expired or replaced, or the user is no longer active.
 */
export function loadKeyHolder(em: EntityManager, secretHash: string, now: Date): Promise<SignedIn | null> {
  return loadBehind(
    em,
    sql`
      select null::text as "sessionId", key.user_id, least(key.expires_at, secret.expires_at) as "expiresAt",
        null::text as scope, null::jsonb as "viewedBy", key.id as "apiKeyId", key.scopes as "keyScopes"
      from crm_core.crm_api_key_secrets secret join crm_core.crm_api_keys key on key.id = secret.api_key_id
      where secret.id = ${secretHash} and key.deleted_at is null
        and coalesce(least(key.expires_at, secret.expires_at) > ${now}, true)`,
  );
}

/** The actor of a user by e-mail, for a service that has proved who it is; `null` without such an active user. */
export function loadOnBehalf(em: EntityManager, email: string): Promise<SignedIn | null> {
  return loadBehind(
    em,
    sql`
      select null::text as "sessionId", id as user_id, null::timestamptz as "expiresAt", null::text as scope,
        null::jsonb as "viewedBy", null::uuid as "apiKeyId", null::jsonb as "keyScopes"
      from crm_core.crm_users where email = ${email} and deleted_at is null`,
  );
}

/** @param credential what was presented: at most one row */
async function loadBehind(em: EntityManager, credential: RawBuilder<unknown>): Promise<SignedIn | null> {
  const { rows } = await sql`
    with recursive credential as (${credential}), reach as (
      select u.team_id as id from crm_core.crm_users u
        join credential on credential.user_id = u.id where u.team_id is not null
      union
      select t.id from crm_core.crm_teams t join reach on t.parent_id = reach.id where t.deleted_at is null
    )
    select credential.*, u.id as "userId", u.email, u.name, u.role, u.locale,
      u.time_zone as "timeZone", u.team_id as "teamId", t.name as "teamName",
      array(select reach.id from reach) as "teamIds"
    from credential
      join crm_core.crm_users u on u.id = credential.user_id
      left join crm_core.crm_teams t on t.id = u.team_id
    where u.status = 'active' and u.deleted_at is null`.execute(database(em));
  const found = signedInShape.safeParse(rows[0]);
  if (!found.success) return null;
  const row = found.data;
  const featuresOff = await loadFeatures(em);
  return {
    sessionId: row.sessionId,
    expiresAt: row.expiresAt,
    scope: row.scope,
    viewedBy: row.viewedBy,
    actor: {
      kind: 'user',
      id: row.userId,
      role: row.role,
      teamId: row.teamId,
      teamIds: row.teamIds,
      tokenScopes: row.keyScopes,
      ...(row.apiKeyId === null ? {} : { via: viaApiKey(row.apiKeyId) }),
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
