import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** Where other systems hear of changes, and what each is sent. */
export class Webhooks extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_webhook_endpoints (
        ${record}, name text not null, url text not null, events text[] not null,
        endpoint_state text not null default 'active', failing_since timestamptz(3), generation int not null default 1,
        rotated_at timestamptz(3), old_secret_until timestamptz(3), primary key (id),
        constraint crm_webhook_endpoints_endpoint_state_check
          check (endpoint_state in ('active', 'paused', 'disabled'))
      );
      create index crm_webhook_endpoints_created_at on crm_core.crm_webhook_endpoints (created_at, id)
        where deleted_at is null;
      create index crm_webhook_endpoints_name on crm_core.crm_webhook_endpoints (name, id) where deleted_at is null;
      create index crm_webhook_endpoints_trash on crm_core.crm_webhook_endpoints (deleted_at, id)
        where deleted_at is not null;
      create trigger crm_audit after insert or update or delete on crm_core.crm_webhook_endpoints
        for each row execute function crm_core.crm_audit('webhook_endpoint');

      create table crm_core.crm_webhook_deliveries (
        id bigserial not null, endpoint_id uuid not null, event text not null, record_id uuid not null,
        state text not null default 'queued', attempts int not null default 0, created_at timestamptz(3) not null,
        due_at timestamptz(3), try_until timestamptz(3), last_attempt_at timestamptz(3), last_status int,
        last_duration_ms int, last_answer text, last_error text, primary key (id),
        constraint crm_webhook_deliveries_state_check check (state in ('queued', 'sending', 'delivered', 'failed'))
      );
      create index crm_webhook_deliveries_due_at on crm_core.crm_webhook_deliveries (due_at)
        where due_at is not null;
      create index crm_webhook_deliveries_endpoint_id on crm_core.crm_webhook_deliveries (endpoint_id, id);
      create index crm_webhook_deliveries_order on crm_core.crm_webhook_deliveries (endpoint_id, record_id, id)
        where due_at is not null;
      create index crm_webhook_deliveries_created_at on crm_core.crm_webhook_deliveries (created_at)`);
    this.addSql(
      foreignKeys({
        crm_webhook_endpoints: recordKeys,
        crm_webhook_deliveries: { endpoint_id: 'crm_webhook_endpoints' },
      }),
    );
  }

  override down(): void {
    this.addSql(dropTables('crm_webhook_endpoints', 'crm_webhook_deliveries'));
  }
}
