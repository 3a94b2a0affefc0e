import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/**
 * Tries to take money. Of an invoice at most one is open at a time, and the database sees to it: nothing else is tried
 * until the outcome of what was sent is known.
 */
export class Charges extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_charges (
        id uuid not null, invoice_id uuid not null, attempt int not null, state text not null default 'planned',
        amount_minor bigint not null, currency text not null, method_ref text not null, provider_id text,
        decline_code text, created_at timestamptz(3) not null, created_by uuid, sent_at timestamptz(3),
        asked int not null default 0, ask_at timestamptz(3), settled_at timestamptz(3), primary key (id),
        constraint crm_charges_state_check check (state in ('planned', 'unknown', 'succeeded', 'declined')),
        constraint crm_charges_amount_check check (amount_minor > 0)
      );
      create unique index crm_charges_attempt_unique on crm_core.crm_charges (invoice_id, attempt);
      create unique index crm_charges_open_unique on crm_core.crm_charges (invoice_id)
        where state in ('planned', 'unknown');
      create unique index crm_charges_provider_id_unique on crm_core.crm_charges (provider_id);
      create index crm_charges_created_by on crm_core.crm_charges (created_by);
      create trigger crm_audit after insert or update or delete on crm_core.crm_charges
        for each row execute function crm_core.crm_audit('charge')`);
    this.addSql(foreignKeys({ crm_charges: { invoice_id: 'crm_invoices', created_by: 'crm_users' } }));
  }

  override down(): void {
    this.addSql(dropTables('crm_charges'));
  }
}
