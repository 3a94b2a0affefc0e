import pg from 'pg';

const queries = {
  columns: `
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end || a.attgenerated::text
      || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '') as line
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'crm_core'::regnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped`,
  constraints: `
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
    from pg_constraint where connamespace = 'crm_core'::regnamespace`,
  indexes: `select indexdef as line from pg_indexes where schemaname = 'crm_core'`,
  triggers: `
    select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'crm_core'::regnamespace`,
  functions: `
    select pg_get_functiondef(p.oid) as line from pg_proc p
    where p.pronamespace = 'crm_core'::regnamespace and p.prokind = 'f' and not exists (
      select from pg_depend d where d.objid = p.oid and d.deptype = 'e'
    )`,
} as const;

/** Everything in the schema that has a definition, a sorted list of lines per kind; two equal ones are equal schemas. */
export async function describeSchema(databaseUrl: string): Promise<Record<keyof typeof queries, string[]>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const lines = async (query: string) => {
      const { rows } = await client.query<{ line: string }>(query);
      return rows.map((row) => row.line).toSorted();
    };
    return {
      columns: await lines(queries.columns),
      constraints: await lines(queries.constraints),
      indexes: await lines(queries.indexes),
      triggers: await lines(queries.triggers),
      functions: await lines(queries.functions),
    };
  } finally {
    await client.end();
  }
}
