import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** To whom a quote was handed over, whether they looked at it, and what they answered. */
export class QuoteDeliveries extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_quote_deliveries (
        id uuid not null, quote_id uuid not null, mail_id uuid, to_address text, to_name text,
        remind boolean not null default true, created_at timestamptz(3) not null, created_by uuid,
        first_seen_at timestamptz(3), last_seen_at timestamptz(3), reminded_at timestamptz(3), answer text,
        answered_by text, answered_at timestamptz(3), answered_from text, primary key (id),
        constraint crm_quote_deliveries_answer_check check (answer in ('accepted', 'declined'))
      );
      create index crm_quote_deliveries_quote_id on crm_core.crm_quote_deliveries (quote_id, created_at, id);
      create index crm_quote_deliveries_mail_id on crm_core.crm_quote_deliveries (mail_id);
      create index crm_quote_deliveries_created_by on crm_core.crm_quote_deliveries (created_by);
      create trigger crm_audit after insert or update or delete on crm_core.crm_quote_deliveries
        for each row execute function crm_core.crm_audit('quote_delivery')`);
    this.addSql(
      foreignKeys({ crm_quote_deliveries: { quote_id: 'crm_quotes', mail_id: 'crm_mails', created_by: 'crm_users' } }),
    );
  }

  override down(): void {
    this.addSql(dropTables('crm_quote_deliveries'));
  }
}
