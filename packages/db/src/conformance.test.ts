import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sql } from 'kysely';
import { z } from 'zod';
import { auditlogRow } from '@crm/domain/auditlog/auditlog';
import { processRow } from '@crm/domain/process/process';
import { resources } from '@crm/domain/registry';
import { timelineRow } from '@crm/domain/timeline/timeline';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;
let columns: ReadonlyMap<string, ReadonlyMap<string, { nullable: boolean }>>;

beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
  const found = await sql<{ table: string; name: string; nullable: boolean }>`
    select table_name as "table", column_name as name, is_nullable = 'YES' as nullable
    from information_schema.columns where table_schema = 'crm_core'`.execute(own.db);
  const tables = Map.groupBy(found.rows, ({ table }) => table);
  columns = new Map([...tables].map(([table, rows]) => [table, new Map(rows.map((row) => [row.name, row]))]));
});

afterAll(() => own[Symbol.asyncDispose]());

const tablesOfThePlan = [
  'crm_custom_fields',
  'crm_contacts',
  'crm_accounts',
  'crm_leads',
  'crm_opportunities',
  'crm_activities',
  'crm_timeline',
  'crm_auditlog',
  'crm_users',
  'crm_teams',
  'crm_products',
  'crm_pricebook',
  'crm_quotes',
  'crm_invoices',
  'crm_subscriptions',
  'crm_tags',
  'crm_workflows',
  'crm_tickets',
];

test('the tables of the plan are there under their names (PLAN-001)', () => {
  expect(tablesOfThePlan.filter((table) => !columns.has(table))).toEqual([]);
});

const recordColumns = ['id', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at', 'version'];
/** Not records that people work with, so without the common columns (DIFF-014). */
const withoutRecordColumns = new Set([
  'crm_timeline',
  'crm_auditlog',
  'crm_processes',
  'crm_operation_items',
  'crm_conversions',
  // What somebody was told: said once, and nobody edits it.
  'crm_notifications',
  'crm_notification_preferences',
  'crm_push_subscriptions',
  'crm_follows',
  'crm_mails',
  'crm_webhook_deliveries',
  'crm_process_log',
  'crm_process_touches',
  // Lines are parts of a quote: written and versioned with it.
  'crm_quote_lines',
  // What was asked of whom, and what they said.
  'crm_quote_approvals',
  // That it was handed over, and what was answered.
  'crm_quote_deliveries',
  // That something fired a rule, and what the rule did.
  'crm_rule_runs',
  // That money was tried for, and what came of it.
  'crm_charges',
  // That something is so, or was: it is there or it is not, and nobody edits it.
  'crm_taggings',
  'crm_mentions',
  'crm_campaign_members',
  'crm_workflow_versions',
  'crm_outbox',
  'crm_idempotency',
  'crm_sessions',
  // There while it lasts; its start and its end are in the log.
  'crm_view_as',
  // A secret is there while it opens its key; the key's row tells of it.
  'crm_api_key_secrets',
  'crm_refresh_tokens',
  'crm_rate_limits',
  'crm_custom_values',
  'crm_migrations',
  // Lines come and go with their draft and are frozen with it; periods and counters are written once each.
  'crm_invoice_lines',
  'crm_subscription_periods',
  'crm_counters',
  // What was said and what was published stays as it was.
  'crm_ticket_messages',
  'crm_inbound_mails',
  'crm_kb_article_versions',
]);

test('every record has the common columns, and exceptions are listed (PLAN-002)', () => {
  for (const [table, found] of columns) {
    const missing = recordColumns.filter((name) => !found.has(name));
    expect([table, missing.length === 0]).toEqual([table, !withoutRecordColumns.has(table)]);
  }
});

/** What a row shows beside its columns: names of others, what the caller may do, where to look. */
const presented = new Set([
  'abilities',
  'approvals',
  'deliveries',
  'deputy',
  'lastUsedAt',
  'keyState',
  'user',
  'tags',
  'records',
  'campaign',
  'mentions',
  'assignee',
  'account',
  'opportunity',
  'contact',
  'approver',
  'product',
  'pricebook',
  'primaryContact',
  'stage',
  'team',
  'lead',
  'subjectName',
  'actorName',
  'temporalUrl',
  'balanceMinor',
  'lines',
  'payments',
  'periods',
  'inline',
  'contact',
  'category',
  'calendar',
  'slaPolicy',
  'slaState',
  'firstResponseState',
  'nextResponseState',
  'resolutionState',
  'mergedInto',
  'published',
  'hasChanges',
  'memberCount',
]);
/** Columns that may be null while the row never is: the presenter gives a name that is always there. */
const rows: Readonly<Record<string, z.ZodObject>> = {
  ...Object.fromEntries(Object.values(resources).map((resource) => [resource.table, resource.row])),
  crm_timeline: timelineRow,
  crm_auditlog: auditlogRow,
  crm_processes: processRow,
};

test.each(Object.entries(rows))('%s has a column for each field of its row, as nullable as the field', (table, row) => {
  const fields = Object.entries(row.shape).filter(([field]) => !presented.has(field));
  expect(fields.length).toBeGreaterThan(5);
  const described = fields.map(([field]) => [field, columns.get(table)?.get(snakeCase(field))?.nullable]);
  const wanted = fields.map(([field, schema]) => [field, z.safeParse(schema, null).success]);
  expect(described).toEqual(wanted);
});

test('the schema that the migrations give is the schema that the entities describe', async () => {
  const { up } = await own.orm.schema.getUpdateSchemaMigrationSQL({ wrap: false, safe: false });
  // Triggers are written by hand, in the migrations only.
  const drift = up.split('\n').filter((line) => line !== '' && !/^drop (trigger|function) if exists /u.test(line));
  expect(drift).toEqual([]);
});

test('everything is prefixed with crm_ (PLAN-075)', async () => {
  const { rows: named } = await sql<{ kind: string; name: string }>`
    with own as (
      select 'relation' as kind, oid, 'pg_class'::regclass as class, relname::text as name, relnamespace as ns from pg_class
      union all select 'function', oid, 'pg_proc'::regclass, proname, pronamespace from pg_proc
      union all select 'constraint', oid, 'pg_constraint'::regclass, conname, connamespace
        from pg_constraint where contype <> 'n'
      union all select 'type', oid, 'pg_type'::regclass, ltrim(typname, '_'), typnamespace from pg_type
      union all select 'trigger', t.oid, 'pg_trigger'::regclass, t.tgname, c.relnamespace
        from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
    )
    select kind, name from own
    where ns = 'crm_core'::regnamespace and not starts_with(name, 'crm_')
      -- What belongs to the extension keeps its names.
      and not exists (select from pg_depend d where d.classid = own.class and d.objid = own.oid and d.deptype = 'e')
      and not exists (
        select from pg_type t join pg_depend d on d.objid = t.typelem and d.deptype = 'e' where t.oid = own.oid
      )`.execute(own.db);
  expect(named).toEqual([]);
});

test('only crm_core differs from an empty database (PLAN-076)', async () => {
  const schemas = await sql<{ name: string }>`
    select nspname as name from pg_namespace where nspname !~ '^pg_' order by 1`.execute(own.db);
  expect(schemas.rows.map(({ name }) => name)).toEqual(['crm_core', 'information_schema', 'public']);
  const strays = await sql`select relname from pg_class where relnamespace = 'public'::regnamespace`.execute(own.db);
  expect(strays.rows).toEqual([]);
  const extensions = await sql`
    select extname as name, extnamespace::regnamespace::text as schema from pg_extension where extname <> 'plpgsql'
  `.execute(own.db);
  expect(extensions.rows).toEqual([{ name: 'pg_trgm', schema: 'crm_core' }]);
});

test('no foreign key leaves the schema (PLAN-077)', async () => {
  const outside = await sql`
    select conname from pg_constraint k
      join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
    where k.contype = 'f' and 'crm_core'::regnamespace in (a.relnamespace, b.relnamespace)
      and a.relnamespace <> b.relnamespace`.execute(own.db);
  expect(outside.rows).toEqual([]);
});

/** Who made, changed, submitted, chose, steered or undid something: users are never deleted, and nobody looks records up by it. */
const unindexed = new Set([
  'created_by',
  'updated_by',
  'started_by',
  'submitted_by',
  'chosen_by',
  'undone_by',
  'acted_by',
]);

test('every foreign key that records are looked up by has an index', async () => {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    select k.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.connamespace = 'crm_core'::regnamespace
      and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])`.execute(
    own.db,
  );
  expect(keys.filter(({ column }) => !unindexed.has(column))).toEqual([]);
});

const listed = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'attachment',
  'invoice',
  'subscription',
  'product',
  'pricebook',
  'pricebook_entry',
  'quote',
  'currency',
  'exchange_rate',
  'ticket',
  'tag',
  'comment',
  'campaign',
] as const;

test.each(listed.flatMap((name) => resources[name].sortable.map((sort) => [name, sort] as const)))(
  'a list of %ss by %s is read from an index, in both directions',
  async (name, sort) => {
    const { table } = resources[name];
    const column = snakeCase(sort);
    const nullable = columns.get(table)?.get(column)?.nullable === true;
    for (const direction of ['asc', 'desc']) {
      const order = sql.raw(`${column} ${direction}${nullable ? ' nulls last' : ''}, id ${direction}`);
      const plan = await own.db.transaction().execute(async (trx) => {
        // With these costs any plan that reads or sorts the whole table loses, however small the table is.
        await sql`set local enable_seqscan = off`.execute(trx);
        await sql`set local enable_sort = off`.execute(trx);
        await sql`set local enable_incremental_sort = off`.execute(trx);
        const explained = await sql<Record<string, string>>`
          explain select id from ${sql.id('crm_core', table)} where deleted_at is null order by ${order} limit 21`.execute(
          trx,
        );
        return explained.rows.map((line) => Object.values(line)[0]).join('\n');
      });
      expect(plan).toMatch(/Index (Only )?Scan/u);
      expect(plan).not.toMatch(/Sort/u);
    }
  },
);

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/gu, (letter, at: number) =>
    field.slice(at) === 'E164' ? '_e' : `_${letter.toLowerCase()}`,
  );
}
