import { sql, type RawBuilder } from 'kysely';
import type { ResourceName } from '@crm/domain/permissions';
import { resources } from '@crm/domain/registry';

/** Who answers for a row, as two columns of a select; `null` for a kind of record that nobody owns. */
export function ownerColumns(name: ResourceName & keyof typeof resources, table: string): RawBuilder<unknown> {
  const owned = 'assignedTo' in resources[name].row.shape;
  const column = (key: string) => (owned ? sql.ref(`${table}.${key}`) : sql`null::uuid`);
  return sql`${column('assignedTo')} as "assignedTo", ${column('teamId')} as "teamId"`;
}
