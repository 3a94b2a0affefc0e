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
