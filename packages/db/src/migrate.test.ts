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
  const before = await readRows();
  for (let steps = 1; steps < names.length; steps += 1) {
    const left = names.length - steps;
    expect(await migrateDown(own.url, steps)).toEqual(names.slice(left).toReversed());
    expect(await migrateUp(own.url)).toEqual(names.slice(left));
    expect(await describeSchema(own.url)).toEqual(whole);
    const after = await readRows();
    for (const table of tablesAfter[left] ?? []) expect(after[table]).toEqual(before[table]);
  }
});

test('one by one down to nothing and up again gives the same schema', async () => {
  const whole = await describeSchema(own.url);
  for (const name of names.toReversed()) expect(await migrateDown(own.url)).toEqual([name]);
  expect(await migrateDown(own.url)).toEqual([]);
  const empty = await describeSchema(own.url);
  expect(empty.columns.filter((line) => !line.startsWith('crm_migrations.'))).toEqual([]);
  expect([...empty.triggers, ...empty.functions]).toEqual([]);
  expect(await migrateUp(own.url)).toEqual(names);
  expect(await describeSchema(own.url)).toEqual(whole);
});

const directory = ['crm_users', 'crm_teams', 'crm_pipelines', 'crm_stages', 'crm_forms'];
const records = ['crm_accounts', 'crm_contacts', 'crm_leads', 'crm_opportunities', 'crm_activities'];
const history = ['crm_timeline', 'crm_auditlog'];
const processes = ['crm_processes', 'crm_conversions', 'crm_outbox'];
const access = ['crm_idempotency', 'crm_sessions', 'crm_refresh_tokens', 'crm_rate_limits'];
const sales = ['crm_currencies', 'crm_products', 'crm_pricebook', 'crm_quotes', 'crm_quote_lines'];
/** What the schema still holds when so many migrations are left. */
const tablesAfter: Readonly<Record<number, readonly string[]>> = {
  6: [...directory, ...records, ...history, ...processes, ...access, ...sales],
  5: [...directory, ...records, ...history, ...processes, ...access],
  4: [...directory, ...records, ...history, ...processes],
  3: [...directory, ...records, ...history],
  2: [...directory, ...records],
  1: directory,
};

/** All rows by table; what only later migrations hold is empty by then. */
async function readRows(): Promise<Record<string, unknown>> {
  const db = database(orm.em.fork());
  const tables = Object.values(tablesAfter).flat();
  const rows = await Promise.all(
    tables.map(async (table) => {
      const result = await sql`select to_jsonb(t) as row from ${sql.id('crm_core', table)} t order by 1`.execute(db);
      return [table, result.rows] as const;
    }),
  );
  return Object.fromEntries(rows);
}
