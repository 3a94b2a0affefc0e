import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys } from './sql.ts';

/** An administrator sees the product as somebody else: a row while it lasts, whose start and end are in the audit log. */
export class ViewAs extends Migration {
  override up(): void {
    this.addSql(table);
    this.addSql(foreignKeys({ crm_view_as: { viewer_id: 'crm_users', user_id: 'crm_users' } }));
    this.addSql(`
      alter table crm_core.crm_sessions add column view_as_id uuid;
      alter table crm_core.crm_sessions add constraint crm_sessions_view_as_id_foreign
        foreign key (view_as_id) references crm_core.crm_view_as (id) on delete set null deferrable initially immediate;
      create index crm_sessions_view_as_id on crm_core.crm_sessions (view_as_id)`);
    this.addSql(`
      create trigger crm_audit after insert or update or delete on crm_core.crm_view_as
        for each row execute function crm_core.crm_audit('view_as')`);
    this.addSql(ends);
  }

  override down(): void {
    this.addSql(`
      drop trigger crm_view_as_notify on crm_core.crm_sessions;
      drop trigger crm_view_as_end on crm_core.crm_sessions;
      alter table crm_core.crm_sessions drop column view_as_id`);
    this.addSql(dropTables('crm_view_as'));
    this.addSql('drop function crm_core.crm_view_as_end()');
  }
}

const table = `
  create table crm_core.crm_view_as (
    id uuid not null, viewer_id uuid not null, viewer_name text not null, user_id uuid not null, user_name text not null,
    started_at timestamptz(3) not null, expires_at timestamptz(3) not null, primary key (id)
  );
  create index crm_view_as_viewer_id on crm_core.crm_view_as (viewer_id);
  create index crm_view_as_user_id on crm_core.crm_view_as (user_id);
  create index crm_view_as_expires_at on crm_core.crm_view_as (expires_at)`;

/** It ends with its session, however that ends; and whoever keeps actors in memory hears of the switch. */
const ends = `
  create function crm_core.crm_view_as_end() returns trigger language plpgsql as $$
  begin
    delete from crm_core.crm_view_as where id = old.view_as_id;
    return null;
  end $$;

  create trigger crm_view_as_end after delete on crm_core.crm_sessions
    for each row when (old.view_as_id is not null) execute function crm_core.crm_view_as_end();
  create trigger crm_view_as_notify after update of view_as_id on crm_core.crm_sessions
    for each row when (old.view_as_id is distinct from new.view_as_id)
    execute function crm_core.crm_session_notify();`;
