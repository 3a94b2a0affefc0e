import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** Sessions and tokens, answers kept for writes that are sent again, limits, and word of rights that changed. */
export class Access extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys(
        { crm_sessions: { user_id: 'crm_users' }, crm_refresh_tokens: { session_id: 'crm_sessions' } },
        'cascade',
      ),
    );
    this.addSql(actorFunctions);
    this.addSql(actorTriggers);
  }

  override down(): void {
    this.addSql('drop trigger crm_actor_notify on crm_core.crm_users');
    this.addSql('drop trigger crm_actor_notify on crm_core.crm_teams');
    this.addSql(dropTables('crm_idempotency', 'crm_sessions', 'crm_refresh_tokens', 'crm_rate_limits'));
    this.addSql(`
      drop function
        crm_core.crm_session_notify(), crm_core.crm_user_notify(), crm_core.crm_team_notify()`);
  }
}

const tables = `
  create table crm_core.crm_idempotency (
    actor_id uuid not null, key text not null, procedure text not null, request_hash text not null,
    status int not null, response text, created_at timestamptz(3) not null, expires_at timestamptz(3) not null,
    primary key (actor_id, key)
  );
  create index crm_idempotency_expires_at on crm_core.crm_idempotency (expires_at);

  create table crm_core.crm_sessions (
    id text not null, user_id uuid not null, kind text not null, created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null, last_seen_at timestamptz(3) not null, user_agent text, scope text, primary key (id),
    constraint crm_sessions_kind_check check (kind in ('cookie', 'token'))
  );
  create index crm_sessions_user_id on crm_core.crm_sessions (user_id);
  create index crm_sessions_expires_at on crm_core.crm_sessions (expires_at);

  create table crm_core.crm_refresh_tokens (
    id uuid not null, session_id text not null, token_hash text not null, created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null, used_at timestamptz(3), primary key (id)
  );
  create index crm_refresh_tokens_session_id on crm_core.crm_refresh_tokens (session_id);
  alter table crm_core.crm_refresh_tokens add constraint crm_refresh_tokens_token_hash_unique unique (token_hash);

  create table crm_core.crm_rate_limits (
    key varchar(255) not null, points int not null default 0, expire bigint, primary key (key)
  );
`;

/**
 * Heard on channel `crm_actor`: the id of a user whose sessions or rights changed, or `*` for everybody. Whoever keeps
 * actors in memory drops them then.
 */
const actorFunctions = `
  create function crm_core.crm_session_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_actor', old.user_id::text);
    return null;
  end $$;

  create function crm_core.crm_user_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_actor', new.id::text);
    return null;
  end $$;

  create function crm_core.crm_team_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_actor', '*');
    return null;
  end $$`;

const actorTriggers = `
  create trigger crm_actor_notify after delete on crm_core.crm_sessions
    for each row execute function crm_core.crm_session_notify();
  create trigger crm_actor_notify after update on crm_core.crm_users
    for each row when (
      (old.role, old.team_id, old.status, old.deleted_at, old.email, old.name, old.locale, old.time_zone)
      is distinct from
      (new.role, new.team_id, new.status, new.deleted_at, new.email, new.name, new.locale, new.time_zone)
    )
    execute function crm_core.crm_user_notify();
  create trigger crm_actor_notify after insert or delete or update of parent_id, deleted_at, name on crm_core.crm_teams
    for each statement execute function crm_core.crm_team_notify();`;
