import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** Switches of the product's parts. Who is signed in is read again when one changes, in every process. */
export class Features extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_feature_flags (
        ${record}, key text not null, enabled boolean not null default true, percentage int not null default 100,
        roles jsonb not null default '[]', team_ids jsonb not null default '[]', user_ids jsonb not null default '[]',
        primary key (id)
      );
      alter table crm_core.crm_feature_flags add constraint crm_feature_flags_key_unique unique (key)`);
    this.addSql(foreignKeys({ crm_feature_flags: recordKeys }));
    this.addSql(`
      create trigger crm_audit after insert or update or delete on crm_core.crm_feature_flags
        for each row execute function crm_core.crm_audit('feature_flag')`);
    this.addSql(`
      create trigger crm_actor_notify after insert or update or delete on crm_core.crm_feature_flags
        for each statement execute function crm_core.crm_team_notify()`);
  }

  override down(): void {
    this.addSql(dropTables('crm_feature_flags'));
  }
}
