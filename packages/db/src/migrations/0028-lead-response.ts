import { Migration } from '@mikro-orm/migrations';

/** Within how many working hours a team acts on a new lead. */
export class LeadResponse extends Migration {
  override up(): void {
    this.addSql('alter table crm_core.crm_teams add column lead_response_hours int');
  }

  override down(): void {
    this.addSql('alter table crm_core.crm_teams drop column lead_response_hours');
  }
}
