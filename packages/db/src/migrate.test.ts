import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sql } from 'kysely';
import { migrateDown, migrateUp, migrationStatus, migrationNames } from './migrate.ts';
import { createOrm, database, type MikroORM } from './orm.ts';
import { createEmptyDatabase, type TestDatabase } from './testing.ts';
import { describeSchema } from './testing/describe-schema.ts';
import { insertOneOfEach } from './testing/one-of-each.ts';

let own: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  own = await createEmptyDatabase(inject('templateUrl'));
  orm = await createOrm(own.url);
});

afterAll(async () => {
  await orm.close();
  await own.drop();
});

const names = [...migrationNames];

test('an empty database tells its state without being touched', async () => {
  const status = await migrationStatus(own.url);
  expect(status).toEqual(names.map((name) => ({ name, executedAt: null })));
  const schemas = await orm.em.fork().execute(`select 1 from pg_namespace where nspname = 'crm_core'`);
  expect(schemas).toEqual([]);
});

test('of several that migrate at once one works and the others find nothing to do', async () => {
  const ran = await Promise.all([migrateUp(own.url), migrateUp(own.url), migrateUp(own.url)]);
  expect(ran.toSorted((a, b) => b.length - a.length)).toEqual([names, [], []]);
  expect((await migrationStatus(own.url)).every(({ executedAt }) => executedAt !== null)).toBe(true);
});

test('each step goes back with rows present and comes again, and no row is lost that the schema can hold', async () => {
  const whole = await describeSchema(own.url);
  await insertOneOfEach(database(orm.em.fork()));
  let here = whole;
  for (const name of names.toReversed()) {
    const before = await readRows();
    expect(await migrateDown(own.url)).toEqual([name]);
    expect(await readRows()).toEqual(before.within(await readColumns()));
    expect(await migrateUp(own.url, name)).toEqual([name]);
    expect(await describeSchema(own.url)).toEqual(here);
    await migrateDown(own.url);
    here = await describeSchema(own.url);
  }
  expect(await migrateDown(own.url)).toEqual([]);
  const empty = await describeSchema(own.url);
  expect(empty.columns.filter((line) => !line.startsWith('crm_migrations.'))).toEqual([]);
  expect([...empty.triggers, ...empty.functions]).toEqual([]);
  expect(await migrateUp(own.url)).toEqual(names);
  expect(await describeSchema(own.url)).toEqual(whole);
  // Each migration is three of a migrator's runs.
}, 60_000);

type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** The columns of each table but the list of migrations. */
async function readColumns(): Promise<Columns> {
  const db = database(orm.em.fork());
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'crm_core' and table_name <> 'crm_migrations'`.execute(db);
  const tables = Map.groupBy(rows, ({ table }) => table);
  return new Map([...tables].map(([table, found]) => [table, new Set(found.map(({ column }) => column))]));
}

/** All rows by table. */
class Rows {
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

  constructor(tables: Rows['tables']) {
    this.tables = tables;
  }

  /** What a schema with these columns can hold of them. */
  within(columns: Columns): Rows {
    const kept = Object.entries(this.tables).flatMap(([table, rows]) => {
      const known = columns.get(table);
      if (!known) return [];
      const shown = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => known.has(column))));
      return [[table, shown] as const];
    });
    return new Rows(Object.fromEntries(kept));
  }
}

async function readRows(): Promise<Rows> {
  const db = database(orm.em.fork());
  const tables = await Promise.all(
    [...(await readColumns()).keys()].map(async (table) => {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(t) as row from ${sql.id('crm_core', table)} t order by 1`.execute(db);
      return [table, rows.map(({ row }) => row)] as const;
    }),
  );
  return new Rows(Object.fromEntries(tables));
}
