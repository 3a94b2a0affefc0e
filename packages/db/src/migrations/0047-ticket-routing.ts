import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** Teams that are given their tickets, and mails that come in: which ticket each of them belongs to. */
export class TicketRouting extends Migration {
  override up(): void {
    this.addSql(`
      alter table crm_core.crm_teams
        add column takes_tickets boolean not null default false, add column ticket_take_minutes int;

      create table crm_core.crm_inbound_mails (
        id uuid not null, message_id text not null, sender text, ticket_id uuid, ticket_message_id uuid,
        outcome text not null, received_at timestamptz(3) not null, primary key (id),
        constraint crm_inbound_mails_outcome_check
          check (outcome in ('opened', 'joined', 'automatic', 'own', 'unreadable'))
      );
      alter table crm_core.crm_inbound_mails add constraint crm_inbound_mails_message_id_unique unique (message_id);
      create index crm_inbound_mails_ticket_id on crm_core.crm_inbound_mails (ticket_id, received_at, id);
      create index crm_inbound_mails_ticket_message_id on crm_core.crm_inbound_mails (ticket_message_id);
      create trigger crm_audit after insert or update or delete on crm_core.crm_inbound_mails
        for each row execute function crm_core.crm_audit('inbound_mail');

      alter table crm_core.crm_mails add column reference_ids text[] not null default '{}'`);
    this.addSql(
      foreignKeys({ crm_inbound_mails: { ticket_id: 'crm_tickets', ticket_message_id: 'crm_ticket_messages' } }),
    );
  }

  override down(): void {
    this.addSql(dropTables('crm_inbound_mails'));
    this.addSql(`
      alter table crm_core.crm_mails drop column reference_ids;
      alter table crm_core.crm_teams drop column takes_tickets, drop column ticket_take_minutes`);
  }
}
