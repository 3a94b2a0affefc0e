import { Migration } from '@mikro-orm/migrations';

/** A team's queue holds tickets without a due time too, last: the index that reads it in order has to hold them as well. */
export class TicketQueue extends Migration {
  override up(): void {
    this.addSql(indexes('deleted_at is null'));
  }

  override down(): void {
    this.addSql(indexes('due_at is not null and deleted_at is null'));
  }
}

/** Both queues by what is due first, over the rows that meet a condition. */
function indexes(rows: string): string {
  return `
    drop index crm_core.crm_tickets_due_assigned_to;
    drop index crm_core.crm_tickets_due_team_id;
    create index crm_tickets_due_assigned_to on crm_core.crm_tickets (assigned_to, due_at, id) where ${rows};
    create index crm_tickets_due_team_id on crm_core.crm_tickets (team_id, due_at, id) where ${rows};
  `;
}
