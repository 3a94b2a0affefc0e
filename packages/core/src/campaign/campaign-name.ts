import { sql, type RawBuilder } from 'kysely';

/** The name of the campaign that a column points to, unless it lies in the trash; row by row, as `userName`. */
export function campaignName(column: string): RawBuilder<string | null> {
  return sql`(select name from crm_core.crm_campaigns where id = ${sql.ref(column)} and deleted_at is null)`;
}
