import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** Durable processes as people see them, what conversions did, and the outbox between a change and what follows it. */
export class Processes extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_processes: { started_by: 'crm_users' },
        crm_conversions: {
          lead_id: 'crm_leads',
          process_id: 'crm_processes',
          chosen_by: 'crm_users',
          account_id: 'crm_accounts',
          contact_id: 'crm_contacts',
          opportunity_id: 'crm_opportunities',
          follow_up_id: 'crm_activities',
          undone_by: 'crm_users',
        },
      }),
    );
    this.addSql(notifyFunction);
    this.addSql(`
      create trigger crm_outbox_notify after insert on crm_core.crm_outbox
      for each row execute function crm_core.crm_outbox_notify()`);
  }

  override down(): void {
    this.addSql(dropTables('crm_processes', 'crm_conversions', 'crm_outbox'));
    this.addSql('drop function crm_core.crm_outbox_notify()');
  }
}

const tables = `
  create table crm_core.crm_processes (
    id uuid not null, kind text not null, workflow_id text not null, subject_type text not null,
    subject_id uuid not null, state text not null default 'queued', wait jsonb, steps jsonb not null default '[]',
    error jsonb, input jsonb, result jsonb, needs uuid[] not null default '{}', started_at timestamptz(3) not null,
    started_by uuid, updated_at timestamptz(3) not null, closed_at timestamptz(3), primary key (id),
    constraint crm_processes_state_check
      check (state in ('queued', 'running', 'waiting_human', 'waiting_timer', 'retrying', 'stuck', 'failed', 'cancelled', 'undone', 'completed'))
  );
  create index crm_processes_subject on crm_core.crm_processes (subject_type, subject_id, started_at, id);
  create index crm_processes_state on crm_core.crm_processes (state, updated_at, id);
  create index crm_processes_kind on crm_core.crm_processes (kind, started_at, id);
  create index crm_processes_started_at on crm_core.crm_processes (started_at, id);
  create index crm_processes_updated_at on crm_core.crm_processes (updated_at, id);
  create index crm_processes_needs on crm_core.crm_processes using gin (needs);
  create unique index crm_processes_open_unique on crm_core.crm_processes (workflow_id) where closed_at is null;

  create table crm_core.crm_conversions (
    id uuid not null, lead_id uuid not null, process_id uuid not null, input jsonb not null default '{}',
    matches jsonb, choice jsonb, chosen_by uuid, account_id uuid, account_created boolean, contact_id uuid,
    contact_created boolean, opportunity_id uuid, follow_up_id uuid, before jsonb, after jsonb,
    converted_at timestamptz(3), undone_at timestamptz(3), undone_by uuid, primary key (id)
  );
  create index crm_conversions_lead_id on crm_core.crm_conversions (lead_id);
  create index crm_conversions_account_id on crm_core.crm_conversions (account_id);
  create index crm_conversions_contact_id on crm_core.crm_conversions (contact_id);
  create index crm_conversions_opportunity_id on crm_core.crm_conversions (opportunity_id);
  create index crm_conversions_follow_up_id on crm_core.crm_conversions (follow_up_id);
  alter table crm_core.crm_conversions add constraint crm_conversions_process_id_unique unique (process_id);
  create unique index crm_conversions_lead_id_unique
    on crm_core.crm_conversions (lead_id) where converted_at is not null and undone_at is null;

  create table crm_core.crm_outbox (
    id bigserial primary key, resource text not null, record_id uuid not null, kind text not null, assigned_to uuid,
    team_id uuid, command jsonb, actor_id uuid, request_id text, created_at timestamptz(3) not null,
    attempts int not null default 0, next_attempt_at timestamptz(3), last_error text, processed_at timestamptz(3),
    constraint crm_outbox_kind_check check (kind in ('created', 'updated', 'deleted', 'restored'))
  );
  create index crm_outbox_pending on crm_core.crm_outbox (id) where command is not null and processed_at is null;
  create index crm_outbox_created_at on crm_core.crm_outbox (created_at);
`;

/** Heard on channel `crm_outbox` after the commit: by the live streams, and by the relay when there is a command. */
const notifyFunction = `
  create function crm_core.crm_outbox_notify() returns trigger language plpgsql as $$
  begin
    perform pg_notify('crm_outbox', json_build_object(
      'id', new.id, 'resource', new.resource, 'command', new.command is not null
    )::text);
    return null;
  end $$`;
