import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** API keys with their secrets, and by which way somebody came in who is named in the audit log. */
export class ApiKeys extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(foreignKeys({ crm_api_keys: { ...recordKeys, user_id: 'crm_users' } }));
    this.addSql(foreignKeys({ crm_api_key_secrets: { api_key_id: 'crm_api_keys' } }, 'cascade'));
    this.addSql(`
      create trigger crm_audit after insert or update or delete on crm_core.crm_api_keys
        for each row execute function crm_core.crm_audit('api_key')`);
    this.addSql(notices);
    this.addSql(`
      alter table crm_core.crm_auditlog add column via text;
      alter table crm_core.crm_auditlog
        alter column via set default nullif(current_setting('crm.via'::text, true), ''::text)`);
  }

  override down(): void {
    this.addSql('alter table crm_core.crm_auditlog drop column via');
    this.addSql(dropTables('crm_api_keys', 'crm_api_key_secrets'));
    this.addSql('drop function crm_core.crm_api_key_notify(), crm_core.crm_api_key_secret_notify()');
  }
}

const tables = `
  create table crm_core.crm_api_keys (
    ${record}, user_id uuid not null, name text not null, prefix text not null, scopes jsonb not null,
    expires_at timestamptz(3), rotated_at timestamptz(3), primary key (id)
  );
  create index crm_api_keys_created_at on crm_core.crm_api_keys (created_at, id) where deleted_at is null;
  create index crm_api_keys_name on crm_core.crm_api_keys (name, id) where deleted_at is null;
  create index crm_api_keys_user_id on crm_core.crm_api_keys (user_id, created_at, id) where deleted_at is null;
  create index crm_api_keys_trash on crm_core.crm_api_keys (deleted_at, id) where deleted_at is not null;

  create table crm_core.crm_api_key_secrets (
    id text not null, api_key_id uuid not null, created_at timestamptz(3) not null, expires_at timestamptz(3),
    last_used_at timestamptz(3), primary key (id)
  );
  create index crm_api_key_secrets_api_key_id on crm_core.crm_api_key_secrets (api_key_id);
`;

/** Whoever keeps actors in memory drops those that a changed key stood for; that a key was used changes nothing. */
const notices = `
  create function crm_core.crm_api_key_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_actor', new.user_id::text);
    return null;
  end $$;

  create function crm_core.crm_api_key_secret_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_actor', user_id::text) from crm_core.crm_api_keys where id = old.api_key_id;
    return null;
  end $$;

  create trigger crm_actor_notify after update of scopes, expires_at, deleted_at on crm_core.crm_api_keys
    for each row execute function crm_core.crm_api_key_notify();
  create trigger crm_actor_notify after delete or update of expires_at on crm_core.crm_api_key_secrets
    for each row execute function crm_core.crm_api_key_secret_notify();`;
