import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, owner, ownerKeys, record, recordKeys } from './sql.ts';

/** One thing that is done to many records, and what became of each. */
export class Operations extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(
      foreignKeys({
        crm_operations: { ...recordKeys, ...ownerKeys, started_by: 'crm_users', process_id: 'crm_processes' },
        crm_operation_items: { operation_id: 'crm_operations' },
      }),
    );
  }

  override down(): void {
    this.addSql(dropTables('crm_operation_items', 'crm_operations'));
  }
}

const tables = `
  create table crm_core.crm_operations (
    ${record}, ${owner}, kind text not null, resource text not null, name text not null, input jsonb not null,
    state text not null, undoing boolean not null default false, overwrite boolean not null default false,
    started_by uuid not null, token_scopes jsonb, total int not null default 0, done int not null default 0,
    failed int not null default 0, skipped int not null default 0, undone int not null default 0,
    conflict int not null default 0, selected_to uuid, selected_at timestamptz(3), pace_since timestamptz(3),
    pace_from int not null default 0, process_id uuid, file_id uuid, ended_at timestamptz(3), primary key (id),
    constraint crm_operations_state_check
      check (state in ('selecting', 'running', 'paused', 'completed', 'cancelled', 'undone', 'failed'))
  );
  create index crm_operations_created_at on crm_core.crm_operations (created_at, id) where deleted_at is null;
  create index crm_operations_assigned_to
    on crm_core.crm_operations (assigned_to, created_at, id) where deleted_at is null;
  create index crm_operations_team_id on crm_core.crm_operations (team_id, created_at, id) where deleted_at is null;
  create index crm_operations_state on crm_core.crm_operations (state, created_at, id) where deleted_at is null;
  create index crm_operations_kind on crm_core.crm_operations (kind, created_at, id) where deleted_at is null;
  create index crm_operations_process_id on crm_core.crm_operations (process_id);

  create table crm_core.crm_operation_items (
    operation_id uuid not null, record_id uuid not null, position int not null, state text not null default 'pending',
    attempts int not null default 0, error jsonb, change jsonb, beside jsonb, conflicts jsonb,
    primary key (operation_id, record_id),
    constraint crm_operation_items_state_check
      check (state in ('pending', 'done', 'failed', 'skipped', 'undoing', 'undone', 'conflict'))
  );
  create index crm_operation_items_state on crm_core.crm_operation_items (operation_id, state, position);
`;
