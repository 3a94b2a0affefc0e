import { Migration } from '@mikro-orm/migrations';

/** Indexes of filters that were allowed and read whole tables (PLAN-024). */
export class FilterIndexes extends Migration {
  override up(): void {
    this.addSql(`
      create index crm_accounts_contacted on crm_core.crm_accounts (contacted, created_at, id) where deleted_at is null;
      create index crm_activities_type on crm_core.crm_activities (type, created_at, id) where deleted_at is null;
      create index crm_activities_status on crm_core.crm_activities (status, created_at, id) where deleted_at is null;
      create index crm_activities_completed_at on crm_core.crm_activities (completed_at, id) where deleted_at is null;
      create index crm_activities_subject_text on crm_core.crm_activities using gin (subject crm_core.gin_trgm_ops)
        with (gin_pending_list_limit = 256);
      create index crm_tickets_channel on crm_core.crm_tickets (channel, created_at, id) where deleted_at is null;
      create index crm_subscriptions_billing_interval
        on crm_core.crm_subscriptions (billing_interval, created_at, id) where deleted_at is null`);
  }

  override down(): void {
    this.addSql(`
      drop index crm_core.crm_accounts_contacted, crm_core.crm_activities_type, crm_core.crm_activities_status,
        crm_core.crm_activities_completed_at, crm_core.crm_activities_subject_text,
        crm_core.crm_tickets_channel, crm_core.crm_subscriptions_billing_interval`);
  }
}
