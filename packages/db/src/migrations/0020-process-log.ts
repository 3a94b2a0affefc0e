import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/**
 * What happened in a process, try by try and verb by verb; which records it touched; that it can be paused; and indexes
 * for what operators look for.
 */
export class ProcessLog extends Migration {
  override up(): void {
    this.addSql(states('paused'));
    this.addSql(`
      alter table crm_core.crm_processes add column paused_from text;
      alter table crm_core.crm_processes add column retry_at timestamptz(3);
      alter table crm_core.crm_processes add column restarted_from uuid;
      create index crm_processes_restarted_from on crm_core.crm_processes (restarted_from)
        where restarted_from is not null;
      create index crm_processes_workflow_id on crm_core.crm_processes (workflow_id, started_at, id);
      create index crm_processes_kind_updated_at on crm_core.crm_processes (kind, updated_at, id);
      create index crm_processes_wait_reason
        on crm_core.crm_processes ((wait ->> 'reason'), updated_at, id) where wait is not null;
      create index crm_processes_waiting_since on crm_core.crm_processes ((wait ->> 'since'), id) where wait is not null;
      create index crm_processes_error_code
        on crm_core.crm_processes ((error ->> 'code'), updated_at, id) where error is not null`);
    this.addSql(tables);
    this.addSql(foreignKeys({ crm_processes: { restarted_from: 'crm_processes' } }));
    this.addSql(foreignKeys({ crm_process_log: { process_id: 'crm_processes', acted_by: 'crm_users' } }));
    this.addSql(touched);
    this.addSql(verbAudit);
  }

  override down(): void {
    this.addSql(`
      drop trigger crm_timeline_touch on crm_core.crm_timeline;
      drop trigger crm_processes_touch on crm_core.crm_processes`);
    this.addSql(dropTables('crm_process_log', 'crm_process_touches'));
    this.addSql(`
      drop function crm_core.crm_timeline_touch();
      drop function crm_core.crm_processes_touch();
      drop function crm_core.crm_process_log_audit()`);
    this.addSql(`
      update crm_core.crm_processes set state = paused_from where state = 'paused';
      drop index crm_core.crm_processes_error_code;
      drop index crm_core.crm_processes_waiting_since;
      drop index crm_core.crm_processes_wait_reason;
      drop index crm_core.crm_processes_kind_updated_at;
      drop index crm_core.crm_processes_workflow_id;
      alter table crm_core.crm_processes drop column restarted_from, drop column retry_at, drop column paused_from`);
    this.addSql(states());
  }
}

function states(...more: readonly string[]): string {
  const before = ['queued', 'running', 'waiting_human', 'waiting_timer', 'retrying', 'stuck'];
  const all = [...before, ...more, 'failed', 'cancelled', 'undone', 'completed'];
  return `
    alter table crm_core.crm_processes drop constraint crm_processes_state_check;
    alter table crm_core.crm_processes add constraint crm_processes_state_check
      check (state in (${all.map((state) => `'${state}'`).join(', ')}))`;
}

const tables = `
  create table crm_core.crm_process_log (
    id uuid not null, process_id uuid not null, at timestamptz(3) not null, event text not null, step text,
    activity text, attempt int, input jsonb, output jsonb, error jsonb, acted_by uuid, reason text, primary key (id)
  );
  create index crm_process_log_process_id on crm_core.crm_process_log (process_id, at, id);
  create index crm_process_log_at on crm_core.crm_process_log (at) where acted_by is null;

  create table crm_core.crm_process_touches (
    subject_type text not null, subject_id uuid not null, process_id uuid not null,
    primary key (subject_type, subject_id, process_id)
  );
  create index crm_process_touches_process_id on crm_core.crm_process_touches (process_id);
  insert into crm_core.crm_process_touches (subject_type, subject_id, process_id)
    select subject_type, subject_id, id from crm_core.crm_processes
    union select subject_type, subject_id, process_id from crm_core.crm_timeline where process_id is not null`;

/** A process touches what it is about, and every record on whose timeline it writes. */
const touched = `
  create function crm_core.crm_processes_touch() returns trigger language plpgsql as $$
  begin
    insert into crm_core.crm_process_touches (subject_type, subject_id, process_id)
      values (new.subject_type, new.subject_id, new.id) on conflict do nothing;
    return null;
  end $$;
  create trigger crm_processes_touch after insert on crm_core.crm_processes
    for each row execute function crm_core.crm_processes_touch();

  create function crm_core.crm_timeline_touch() returns trigger language plpgsql as $$
  begin
    insert into crm_core.crm_process_touches (subject_type, subject_id, process_id)
      values (new.subject_type, new.subject_id, new.process_id) on conflict do nothing;
    return null;
  end $$;
  create trigger crm_timeline_touch after insert on crm_core.crm_timeline
    for each row when (new.process_id is not null) execute function crm_core.crm_timeline_touch();`;

/** What a person did to a process stands in the audit log of the process; what its steps did, they tell themselves. */
const verbAudit = `
  create function crm_core.crm_process_log_audit() returns trigger language plpgsql as $$
  begin
    insert into crm_core.crm_auditlog
      (resource, record_id, action, changes, actor_kind, actor_id, occurred_at, request_id, process_id)
    values (
      'process', new.process_id, 'update',
      jsonb_strip_nulls(jsonb_build_object(
        'verb', jsonb_build_object('old', null, 'new', new.event),
        'step', case when new.step is not null then jsonb_build_object('old', null, 'new', new.step) end,
        'reason', case when new.reason is not null then jsonb_build_object('old', null, 'new', new.reason) end
      )),
      coalesce(nullif(current_setting('crm.actor_kind', true), ''), 'system'),
      new.acted_by, now(), nullif(current_setting('crm.request_id', true), ''), new.process_id
    );
    return null;
  end $$;
  create trigger crm_audit after insert on crm_core.crm_process_log
    for each row when (new.acted_by is not null) execute function crm_core.crm_process_log_audit();`;
