import { Migration } from '@mikro-orm/migrations';
import { dropTables } from './sql.ts';

/** What happened: the timeline that people read, and the audit log that the database itself writes. */
export class History extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(auditFunction);
    this.addSql(frozenFunction);
    for (const [table, resource] of Object.entries(audited)) {
      this.addSql(`
        create trigger crm_audit after insert or update or delete on crm_core.${table}
        for each row execute function crm_core.crm_audit('${resource}')`);
    }
    this.addSql(`
      create trigger crm_audit_frozen before update or delete or truncate on crm_core.crm_auditlog
      for each statement execute function crm_core.crm_audit_frozen()`);
  }

  override down(): void {
    for (const table of Object.keys(audited)) this.addSql(`drop trigger crm_audit on crm_core.${table}`);
    this.addSql(dropTables('crm_timeline', 'crm_auditlog'));
    this.addSql('drop function crm_core.crm_audit(), crm_core.crm_audit_frozen()');
  }
}

/** Table → the resource as permissions call it. */
const audited = {
  crm_users: 'user',
  crm_teams: 'team',
  crm_pipelines: 'pipeline',
  crm_stages: 'stage',
  crm_forms: 'form',
  crm_accounts: 'account',
  crm_contacts: 'contact',
  crm_leads: 'lead',
  crm_opportunities: 'opportunity',
  crm_activities: 'activity',
};

const tables = `
  create table crm_core.crm_timeline (
    id uuid not null, subject_type text not null, subject_id uuid not null, kind text not null,
    occurred_at timestamptz(3) not null, actor_kind text not null, actor_id uuid, title text,
    payload jsonb not null default '{}', source_type text, source_id uuid, process_id uuid, request_id text,
    pinned boolean not null default false, primary key (id),
    constraint crm_timeline_actor_kind_check check (actor_kind in ('user', 'process', 'system'))
  );
  create index crm_timeline_subject on crm_core.crm_timeline (subject_type, subject_id, occurred_at, id);
  create index crm_timeline_occurred_at on crm_core.crm_timeline (occurred_at, id);
  create index crm_timeline_process_id on crm_core.crm_timeline (process_id) where process_id is not null;

  create table crm_core.crm_auditlog (
    id bigserial primary key, resource text not null, record_id uuid not null, action text not null,
    changes jsonb not null, actor_kind text not null, actor_id uuid, occurred_at timestamptz(3) not null,
    request_id text, process_id uuid,
    constraint crm_auditlog_action_check check (action in ('insert', 'update', 'delete')),
    constraint crm_auditlog_actor_kind_check check (actor_kind in ('user', 'process', 'system'))
  );
  create index crm_auditlog_record_id on crm_core.crm_auditlog (record_id, id);
  create index crm_auditlog_occurred_at on crm_core.crm_auditlog (occurred_at);
  create index crm_auditlog_actor_id on crm_core.crm_auditlog (actor_id, id) where actor_id is not null;
  create index crm_auditlog_request_id on crm_core.crm_auditlog (request_id) where request_id is not null;
  create index crm_auditlog_process_id on crm_core.crm_auditlog (process_id) where process_id is not null;
`;

/**
 * Field by field, by the names of the columns. Left out is what says nothing by itself: the marks of the change (who and
 * when is in the row already), columns that follow from others, and the notes of signing in and of round robin. That a
 * password changed is told, neither of them is.
 */
const auditFunction = `
  create function crm_core.crm_audit() returns trigger language plpgsql as $$
  declare
    silent constant text[] := array[
      'id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by', 'search_text',
      'name_normalized', 'company_normalized', 'email_normalized', 'last_login_at', 'last_assigned_at'
    ];
    was jsonb := '{}';
    becomes jsonb := '{}';
    changed jsonb;
  begin
    if tg_op <> 'INSERT' then was := to_jsonb(old) - silent; end if;
    if tg_op <> 'DELETE' then becomes := to_jsonb(new) - silent; end if;
    -- A person's name follows from first and last name.
    if tg_argv[0] in ('contact', 'lead') then
      was := was - 'name';
      becomes := becomes - 'name';
    end if;
    select jsonb_object_agg(field, jsonb_build_object('old', old_value, 'new', new_value)) into changed
    from (
      select
        field,
        case when field = 'password_hash' then '"•••"'::jsonb else coalesce(was -> field, 'null') end as old_value,
        case when field = 'password_hash' then '"•••"'::jsonb else coalesce(becomes -> field, 'null') end as new_value
      from jsonb_object_keys(was || becomes) as field
      where coalesce(was -> field, 'null') <> coalesce(becomes -> field, 'null')
    ) as fields;
    if changed is null and tg_op = 'UPDATE' then return null; end if;
    insert into crm_core.crm_auditlog
      (resource, record_id, action, changes, actor_kind, actor_id, occurred_at, request_id, process_id)
    values (
      tg_argv[0], coalesce(new.id, old.id), lower(tg_op), coalesce(changed, '{}'),
      coalesce(nullif(current_setting('crm.actor_kind', true), ''), 'system'),
      nullif(current_setting('crm.actor_id', true), '')::uuid,
      now(),
      nullif(current_setting('crm.request_id', true), ''),
      nullif(current_setting('crm.process_id', true), '')::uuid
    );
    return null;
  end $$`;

const frozenFunction = `
  create function crm_core.crm_audit_frozen() returns trigger language plpgsql as $$
  begin
    raise exception 'crm_auditlog is append-only: % is refused', lower(tg_op)
      using errcode = 'insufficient_privilege';
  end $$`;
