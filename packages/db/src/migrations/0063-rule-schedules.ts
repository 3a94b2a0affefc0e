import { Migration } from '@mikro-orm/migrations';

/** Rules that come round again and again, that take each record once, and that say how often an hour they may run. */
export class RuleSchedules extends Migration {
  override up(): void {
    this.addSql(`
      alter table crm_core.crm_workflows
        add column once_per_record boolean not null default false,
        add column most_runs_per_hour int not null default 1000,
        add column turn_at timestamptz(3),
        add column turn_after uuid`);
    this.addSql(`
      update crm_core.crm_workflow_versions
        set rule = rule || '{"oncePerRecord": false, "mostRunsPerHour": 1000}'`);
    this.addSql(`
      alter table crm_core.crm_rule_runs add column once boolean not null default false;
      create index crm_rule_runs_of_record on crm_core.crm_rule_runs (workflow_id, record_id);
      create unique index crm_rule_runs_once on crm_core.crm_rule_runs (workflow_id, record_id)
        where once and state in ('running', 'done')`);
  }

  override down(): void {
    this.addSql(`
      drop index crm_core.crm_rule_runs_once;
      drop index crm_core.crm_rule_runs_of_record;
      alter table crm_core.crm_rule_runs drop column once`);
    this.addSql(`update crm_core.crm_workflow_versions set rule = rule - 'oncePerRecord' - 'mostRunsPerHour'`);
    this.addSql(`
      alter table crm_core.crm_workflows
        drop column once_per_record, drop column most_runs_per_hour, drop column turn_at, drop column turn_after`);
  }
}
