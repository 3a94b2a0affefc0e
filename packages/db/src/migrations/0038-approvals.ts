import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** Which quotes need whose approval, what was decided, and who stands in for whom. */
export class Approvals extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_approval_policies (
        ${record}, name text not null, active boolean not null default true, from_amount_minor bigint,
        over_discount_percent int, approvers jsonb not null, remind_after_hours int not null default 24,
        escalate_after_hours int not null default 48, expire_after_days int not null default 14, primary key (id)
      );
      create index crm_approval_policies_name on crm_core.crm_approval_policies (name, id) where deleted_at is null;
      create index crm_approval_policies_created_at on crm_core.crm_approval_policies (created_at, id)
        where deleted_at is null;
      create unique index crm_approval_policies_name_unique on crm_core.crm_approval_policies (name)
        where deleted_at is null;
      create table crm_core.crm_quote_approvals (
        id uuid not null, quote_id uuid not null, content_hash text not null, policy text not null,
        approver jsonb not null, step int not null, may_decide uuid[] not null default '{}'::uuid[], decision text,
        decided_by uuid, decided_at timestamptz(3), comment text, created_at timestamptz(3) not null,
        dropped_at timestamptz(3), primary key (id),
        constraint crm_quote_approvals_decision_check check (decision in ('approved', 'rejected'))
      );
      create index crm_quote_approvals_quote_id on crm_core.crm_quote_approvals (quote_id, step, id);
      create index crm_quote_approvals_decided_by on crm_core.crm_quote_approvals (decided_by);
      create trigger crm_audit after insert or update or delete on crm_core.crm_approval_policies
        for each row execute function crm_core.crm_audit('approval_policy');
      create trigger crm_audit after insert or update or delete on crm_core.crm_quote_approvals
        for each row execute function crm_core.crm_audit('quote_approval')`);
    this.addSql('alter table crm_core.crm_users add column deputy_id uuid');
    this.addSql(`create index crm_users_deputy_id on crm_core.crm_users (deputy_id) where deleted_at is null`);
    this.addSql('alter table crm_core.crm_quotes add column content_hash text');
    this.addSql(
      foreignKeys({
        crm_approval_policies: recordKeys,
        crm_quote_approvals: { quote_id: 'crm_quotes', decided_by: 'crm_users' },
        crm_users: { deputy_id: 'crm_users' },
      }),
    );
  }

  override down(): void {
    this.addSql('alter table crm_core.crm_users drop column deputy_id');
    this.addSql('alter table crm_core.crm_quotes drop column content_hash');
    this.addSql(dropTables('crm_quote_approvals', 'crm_approval_policies'));
  }
}
