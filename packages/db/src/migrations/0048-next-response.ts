import { Migration } from '@mikro-orm/migrations';

const firstDue = 'case when first_responded_at is null then first_response_due_at else null end';
const resolutionDue = 'case when sla_paused_at is null then resolution_due_at else null end';
const nextDue = 'case when next_responded_at is null then next_response_due_at else null end';

/** The clock for the next response, what a policy does about what is late, and what somebody has to know for a topic. */
export class NextResponse extends Migration {
  override up(): void {
    this.addSql(`
      alter table crm_core.crm_tickets
        add column customer_waits_since timestamptz(3), add column next_response_warn_at timestamptz(3),
        add column next_response_due_at timestamptz(3), add column next_responded_at timestamptz(3);
      alter table crm_core.crm_tickets
        alter column due_at set expression as (least(${firstDue}, ${nextDue}, ${resolutionDue}));
      alter table crm_core.crm_sla_policies add column escalation text not null default 'tell',
        add constraint crm_sla_policies_escalation_check
          check (escalation in ('tell', 'raise_priority', 'reassign', 'to_manager'));
      alter table crm_core.crm_ticket_categories add column skill text;
      alter table crm_core.crm_users add column skills text[] not null default '{}'`);
  }

  override down(): void {
    this.addSql(`
      alter table crm_core.crm_users drop column skills;
      alter table crm_core.crm_ticket_categories drop column skill;
      alter table crm_core.crm_sla_policies drop column escalation;
      alter table crm_core.crm_tickets
        alter column due_at set expression as (least(${firstDue}, ${resolutionDue}));
      alter table crm_core.crm_tickets
        drop column customer_waits_since, drop column next_response_warn_at, drop column next_response_due_at,
        drop column next_responded_at`);
  }
}
