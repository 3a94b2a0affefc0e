import { Migration } from '@mikro-orm/migrations';

/** Rules have addresses at which other systems start them; a new turn makes the old address worthless. */
export class RuleHooks extends Migration {
  override up(): void {
    this.addSql('alter table crm_core.crm_workflows add column hook_turn int not null default 0');
  }

  override down(): void {
    this.addSql('alter table crm_core.crm_workflows drop column hook_turn');
  }
}
