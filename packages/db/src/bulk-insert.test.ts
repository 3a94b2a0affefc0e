import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bulkInsert, type BulkRow } from './bulk-insert.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;

beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
});

afterAll(() => own[Symbol.asyncDispose]());

const now = new Date('2026-11-22T10:00:00.123Z');

function lead(at: number): BulkRow<'crm_leads'> {
  return {
    id: randomUUIDv7(),
    createdAt: now,
    updatedAt: now,
    lastName: `Lund ${at}`,
    nameNormalized: `lund ${at}`,
    phoneE164: '+4791234567',
    utmSource: "it's “quoted” \\ and ? marked",
    budgetMinor: 9_000_000_000_000_000,
    source: 'web',
    scoreReasons: [{ rule: 'phone', points: 10 }],
  };
}

test('more rows than a statement has parameters, with everything that a single insert does', async () => {
  const rows = Array.from({ length: 4_500 }, (_, at) => lead(at));
  expect(await bulkInsert(own.db, 'crm_leads', rows)).toBe(4_500);
  const wanted = rows.at(-1);
  const read = await own.db
    .selectFrom('crm_leads')
    .selectAll()
    .where('id', '=', wanted?.id ?? '')
    .executeTakeFirst();
  expect(read).toMatchObject({ ...wanted, name: 'Lund 4499', status: 'new', version: 1, deletedAt: null });
  const audited = await own.db
    .selectFrom('crm_auditlog')
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirst();
  expect(audited?.n).toBe(4_500);
});

test('no rows are no work', async () => {
  expect(await bulkInsert(own.db, 'crm_leads', [])).toBe(0);
});

test('what the table refuses is refused as a whole', async () => {
  const team = { id: randomUUIDv7(), createdAt: now, updatedAt: now, name: 'One' };
  await expect(bulkInsert(own.db, 'crm_teams', [team, { ...team, id: randomUUIDv7() }])).rejects.toMatchObject({
    code: '23505',
  });
  expect(await own.db.selectFrom('crm_teams').select('id').execute()).toEqual([]);
});
