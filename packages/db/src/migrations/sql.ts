/**
 * Pieces that the migrations share. Migrations are history: what they say must give the same schema for ever, so
 * nothing here is changed once it was released; a later migration that needs something else writes it out.
 */

/** The columns of every record that people work with (PLAN-002). */
export const record = `id uuid not null, version int not null default 1,
    created_at timestamptz(3) not null, created_by uuid, updated_at timestamptz(3) not null, updated_by uuid,
    deleted_at timestamptz(3)`;

/** Who answers for a record. */
export const owner = 'assigned_to uuid, team_id uuid';

/** Column → the table it refers to. */
type Keys = Readonly<Record<string, `crm_${string}`>>;

export const recordKeys: Keys = { created_by: 'crm_users', updated_by: 'crm_users' };
export const ownerKeys: Keys = { assigned_to: 'crm_users', team_id: 'crm_teams' };

/** Foreign keys to the `id` of other tables of the schema; apart from the tables, because some refer to each other. */
export function foreignKeys(
  tables: Readonly<Record<`crm_${string}`, Keys>>,
  onDelete: 'no action' | 'cascade' = 'no action',
): string {
  return Object.entries(tables)
    .flatMap(([table, keys]) =>
      Object.entries(keys).map(
        ([column, target]) =>
          `alter table crm_core.${table} add constraint ${table}_${column}_foreign ` +
          `foreign key (${column}) references crm_core.${target} (id) on delete ${onDelete} deferrable initially immediate`,
      ),
    )
    .join(';\n');
}

/** Drops tables together, so that those that refer to each other can go. */
export function dropTables(...tables: readonly `crm_${string}`[]): string {
  return `drop table ${tables.map((table) => `crm_core.${table}`).join(', ')}`;
}

/**
 * Makes a table extensible (0009): an id in another system, custom values, and the trigger that keeps
 * `crm_custom_values`. The same as `extensionColumns`, `externalIdIndex` and `externalIdUnique` of the entities.
 * @param resource as permissions call it, and `crm_custom_fields.entity`
 */
export function extend(table: `crm_${string}`, resource: string): string {
  return `
    alter table crm_core.${table} add column external_id text, add column custom jsonb not null default '{}';
    create index ${table}_external_id on crm_core.${table} (external_id) where external_id is not null;
    create unique index ${table}_external_id_unique on crm_core.${table} (external_id) where deleted_at is null;
    create trigger crm_custom_insert after insert on crm_core.${table}
      for each row when (new.custom <> '{}') execute function crm_core.crm_custom_write('${resource}');
    create trigger crm_custom_update after update on crm_core.${table}
      for each row when (
        old.custom <> new.custom or (new.custom <> '{}' and (old.deleted_at is null) <> (new.deleted_at is null))
      )
      execute function crm_core.crm_custom_write('${resource}');
    create trigger crm_custom_delete after delete on crm_core.${table}
      for each row when (old.custom <> '{}') execute function crm_core.crm_custom_write('${resource}')`;
}

/** Takes `extend` back. */
export function unextend(table: `crm_${string}`): string {
  return `
    drop trigger crm_custom_insert on crm_core.${table};
    drop trigger crm_custom_update on crm_core.${table};
    drop trigger crm_custom_delete on crm_core.${table};
    alter table crm_core.${table} drop column external_id, drop column custom`;
}
