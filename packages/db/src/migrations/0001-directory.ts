import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** The people, and what they set up before there is anything to work on. */
export class Directory extends Migration {
  override up(): void {
    this.addSql('create schema if not exists crm_core');
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_users: { ...recordKeys, team_id: 'crm_teams' },
        crm_teams: { ...recordKeys, parent_id: 'crm_teams', lead_id: 'crm_users' },
        crm_pipelines: recordKeys,
        crm_stages: { ...recordKeys, pipeline_id: 'crm_pipelines' },
        crm_forms: recordKeys,
      }),
    );
  }

  /** The schema itself stays: the list of migrations lies in it. */
  override down(): void {
    this.addSql(dropTables('crm_users', 'crm_teams', 'crm_pipelines', 'crm_stages', 'crm_forms'));
  }
}

const tables = `
  create table crm_core.crm_users (
    ${record}, email text not null,
    name text not null, password_hash text, role text not null, team_id uuid, status text not null default 'active',
    locale text not null default 'en', time_zone text not null default 'UTC', working_hours jsonb,
    absent_until timestamptz(3), last_login_at timestamptz(3), last_assigned_at timestamptz(3), primary key (id),
    constraint crm_users_role_check
      check (role in ('admin', 'manager', 'sales_rep', 'support', 'marketing', 'executor')),
    constraint crm_users_status_check check (status in ('invited', 'active', 'disabled')),
    constraint crm_users_locale_check check (locale in ('en', 'ru', 'ar'))
  );
  create index crm_users_created_at on crm_core.crm_users (created_at, id) where deleted_at is null;
  create index crm_users_name on crm_core.crm_users (name, id) where deleted_at is null;
  create index crm_users_team_id on crm_core.crm_users (team_id) where deleted_at is null;
  create unique index crm_users_email_unique on crm_core.crm_users (email) where deleted_at is null;

  create table crm_core.crm_teams (
    ${record}, name text not null,
    parent_id uuid, lead_id uuid, takes_leads boolean not null default false, primary key (id)
  );
  create index crm_teams_created_at on crm_core.crm_teams (created_at, id) where deleted_at is null;
  create index crm_teams_parent_id on crm_core.crm_teams (parent_id) where deleted_at is null;
  create index crm_teams_lead_id on crm_core.crm_teams (lead_id) where deleted_at is null;
  create unique index crm_teams_name_unique on crm_core.crm_teams (name) where deleted_at is null;

  create table crm_core.crm_pipelines (
    ${record}, name text not null,
    currency text not null default 'EUR', position int not null default 0,
    is_default boolean not null default false, primary key (id)
  );
  create index crm_pipelines_position on crm_core.crm_pipelines (position, id) where deleted_at is null;
  create index crm_pipelines_name on crm_core.crm_pipelines (name, id) where deleted_at is null;
  create index crm_pipelines_created_at on crm_core.crm_pipelines (created_at, id) where deleted_at is null;
  create unique index crm_pipelines_name_unique on crm_core.crm_pipelines (name) where deleted_at is null;
  create unique index crm_pipelines_default_unique
    on crm_core.crm_pipelines (is_default) where is_default and deleted_at is null;

  create table crm_core.crm_stages (
    ${record}, pipeline_id uuid not null,
    name text not null, kind text not null default 'open', position int not null default 0,
    probability int not null default 0, required_fields jsonb not null default '[]',
    allowed_next jsonb not null default '[]', stale_after_days int, primary key (id),
    constraint crm_stages_kind_check check (kind in ('open', 'won', 'lost'))
  );
  create index crm_stages_position on crm_core.crm_stages (position, id) where deleted_at is null;
  create index crm_stages_name on crm_core.crm_stages (name, id) where deleted_at is null;
  create index crm_stages_created_at on crm_core.crm_stages (created_at, id) where deleted_at is null;
  create index crm_stages_pipeline_id on crm_core.crm_stages (pipeline_id, position) where deleted_at is null;
  create unique index crm_stages_pipeline_id_name_unique
    on crm_core.crm_stages (pipeline_id, name) where deleted_at is null;

  create table crm_core.crm_forms (
    ${record}, key text not null,
    name text not null, source text not null, enabled boolean not null default true,
    consent_required boolean not null default true, primary key (id)
  );
  create unique index crm_forms_key_unique on crm_core.crm_forms (key) where deleted_at is null;
`;
