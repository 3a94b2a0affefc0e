import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sql } from 'kysely';
import { guards, schemaExceptions, type Guard } from './schema-exceptions.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

interface Table extends Readonly<Record<Guard, boolean>> {
  readonly schema: string;
  readonly name: string;
  /** Schemas outside of its own that its foreign keys lead to or come from. */
  readonly foreign: readonly string[];
}

/**
 * Walks the schema as the migrations make it, table by table. That each migration goes down and up again with rows in
 * every table is shown by `migrate.test.ts`; that no list of tables is out of date, here.
 */
describe('the schema, table by table', () => {
  let own: OpenDatabase;
  let tables: readonly Table[];

  beforeAll(async () => {
    own = await openDatabase(inject('templateUrl'));
    const found = await sql<Table>`
      select n.nspname as schema, c.relname as name,
        exists (
          select from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'deleted_at' and a.atttypid = 'timestamptz'::regtype
        ) as "deletedAt",
        exists (
          select from pg_attribute a where a.attrelid = c.oid and a.attname = 'version' and a.atttypid = 'int'::regtype
        ) as version,
        (
          select coalesce(bit_or(case when t.tgenabled = 'O' then t.tgtype else 0::int2 end), 0::int2) & 28
          from pg_trigger t join pg_proc p on p.oid = t.tgfoid
          where t.tgrelid = c.oid and starts_with(p.proname, 'crm_audit') and t.tgtype & 1 = 1 and t.tgtype & 2 = 0
        ) in (28, case when c.relname = 'crm_taggings' then 12 else 28 end) as audit,
        array(
          select other.relnamespace::regnamespace::text
          from pg_constraint k join pg_class other on other.oid in (k.conrelid, k.confrelid)
          where k.contype = 'f' and c.oid in (k.conrelid, k.confrelid) and other.relnamespace <> c.relnamespace
        ) as "foreign"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and (starts_with(c.relname, 'crm_') or n.nspname = 'crm_core')
      order by c.relname`.execute(own.db);
    tables = found.rows;
  });
  afterAll(() => own[Symbol.asyncDispose]());

  it('has more tables than the plan names, all of them in crm_core and named crm_', () => {
    expect(tables.length).toBeGreaterThan(40);
    expect(tables.filter(({ schema, name }) => schema !== 'crm_core' || !name.startsWith('crm_'))).toEqual([]);
  });

  it('has no foreign key from or to outside', () => {
    expect(tables.filter(({ foreign }) => foreign.length > 0)).toEqual([]);
  });

  it.each(guards)('has %s in each, or a written reason why not, and no reason that is not needed', (guard) => {
    const lacking = tables.filter((table) => !table[guard]).map(({ name }) => name);
    const excused = Object.entries(schemaExceptions).filter(([, reasons]) => guard in reasons);
    expect(lacking).toEqual(excused.map(([name]) => name).toSorted());
    for (const [, reasons] of excused) expect(reasons[guard]?.length).toBeGreaterThan(10);
  });
});
