import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { Database } from './database.ts';

/** The columns that can be written, as they are read: jsonb as plain values. */
export type WholeRow<T extends keyof Database> = Pick<
  Selectable<Database[T]>,
  keyof Insertable<Database[T]> & keyof Selectable<Database[T]>
>;

type Needed<Row> = {
  [Key in keyof Row]-?: undefined extends Row[Key] ? never : null extends Row[Key] ? never : Key;
}[keyof Row];

/** A row to insert: what has a default or may be null can be left out. */
export type BulkRow<T extends keyof Database> = Pick<WholeRow<T>, Needed<Insertable<Database[T]>> & keyof WholeRow<T>> &
  Partial<WholeRow<T>>;

/** Rows per statement: one parameter each, however many columns; some megabytes at most. */
const chunkSize = 2_000;

/**
 * Inserts many rows: ten thousand a second and more with their audit, where `values (…)` would run out of parameters.
 * All rows must have the columns of the first; a value that another row leaves out becomes null.
 * @returns how many were inserted
 */
export async function bulkInsert<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly BulkRow<T>[],
): Promise<number> {
  const [first] = rows;
  if (first === undefined) return 0;
  const properties = Object.keys(first);
  const columns = properties.map(columnOf);
  const into = sql.id('crm_core', table);
  const list = sql.join(columns.map((column) => sql.id(column)));
  for (let at = 0; at < rows.length; at += chunkSize) {
    const chunk = rows.slice(at, at + chunkSize).map((row) => rename(row, properties, columns));
    await sql`
      insert into ${into} (${list})
      select ${list} from jsonb_populate_recordset(null::${into}, ${JSON.stringify(chunk)}::jsonb)`.execute(db);
  }
  return rows.length;
}

function rename(row: object, properties: readonly string[], columns: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [index, column] of columns.entries())
    values[column] = Reflect.get(row, properties[index] ?? column) ?? null;
  return values;
}

function columnOf(property: string): string {
  return property.replace(/(?<=[a-z])[A-Z]/gu, (letter) => `_${letter}`).toLowerCase();
}
