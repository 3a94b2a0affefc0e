import { Migration } from '@mikro-orm/migrations';

/** Whether a charge is one of the tries of the schedule: what a person asks for in between uses none of them up. */
export class ChargesBySchedule extends Migration {
  override up(): void {
    // Of those that are there already nobody knows: they go on to count.
    this.addSql('alter table crm_core.crm_charges add column scheduled boolean not null default true');
  }

  override down(): void {
    this.addSql('alter table crm_core.crm_charges drop column scheduled');
  }
}
