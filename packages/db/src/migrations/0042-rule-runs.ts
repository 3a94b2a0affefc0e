import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** Each time that something fired a rule, and what the rule did then. */
export class RuleRuns extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_rule_runs (
        id uuid not null, workflow_id uuid not null, rule_version int not null, entity text not null,
        record_id uuid not null, fired_by text not null, key text, caused_by uuid, depth int not null default 0,
        state text not null default 'queued', reason text, due_at timestamptz(3), process_id uuid,
        steps jsonb not null default '[]'::jsonb, created_at timestamptz(3) not null, ended_at timestamptz(3),
        primary key (id),
        constraint crm_rule_runs_state_check check (state in ('queued', 'running', 'done', 'skipped', 'stopped'))
      );
      create index crm_rule_runs_due_at on crm_core.crm_rule_runs (due_at) where due_at is not null;
      create index crm_rule_runs_workflow_id on crm_core.crm_rule_runs (workflow_id, created_at, id);
      create index crm_rule_runs_record_id on crm_core.crm_rule_runs (record_id);
      create index crm_rule_runs_caused_by on crm_core.crm_rule_runs (caused_by);
      create unique index crm_rule_runs_process_id_unique on crm_core.crm_rule_runs (process_id);
      create unique index crm_rule_runs_key_unique on crm_core.crm_rule_runs (key)`);
    this.addSql(
      foreignKeys({
        crm_rule_runs: { workflow_id: 'crm_workflows', caused_by: 'crm_rule_runs', process_id: 'crm_processes' },
      }),
    );
  }

  override down(): void {
    this.addSql(dropTables('crm_rule_runs'));
  }
}
