import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** Which team gets the leads of which countries. */
export class Territories extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_territories (
        ${record}, name text not null, countries text[] not null, team_id uuid not null, primary key (id)
      );
      create index crm_territories_name on crm_core.crm_territories (name, id) where deleted_at is null;
      create index crm_territories_created_at on crm_core.crm_territories (created_at, id) where deleted_at is null;
      create index crm_territories_team_id on crm_core.crm_territories (team_id) where deleted_at is null;
      create unique index crm_territories_name_unique on crm_core.crm_territories (name) where deleted_at is null;
      create trigger crm_audit after insert or update or delete on crm_core.crm_territories
        for each row execute function crm_core.crm_audit('territory')`);
    this.addSql(foreignKeys({ crm_territories: { ...recordKeys, team_id: 'crm_teams' } }));
  }

  override down(): void {
    this.addSql(dropTables('crm_territories'));
  }
}
