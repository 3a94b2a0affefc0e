import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sql } from 'kysely';
import { jsonb } from './database.ts';
import { Account } from './entities/account.entity.ts';
import { Contact } from './entities/contact.entity.ts';
import { Lead } from './entities/lead.entity.ts';
import { Opportunity } from './entities/opportunity.entity.ts';
import { Stage } from './entities/stage.entity.ts';
import { database, inTransaction, OptimisticLockError } from './orm.ts';
import { insertOneOfEach } from './testing/one-of-each.ts';
import { openDatabase, type OpenDatabase } from './testing/open-database.ts';

let own: OpenDatabase;
let ids: Awaited<ReturnType<typeof insertOneOfEach>>;

beforeAll(async () => {
  own = await openDatabase(inject('templateUrl'));
  ids = await insertOneOfEach(own.db);
});

afterAll(() => own[Symbol.asyncDispose]());

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const now = new Date('2026-11-22T10:00:00.123Z');
const made = () => ({ id: randomUUIDv7(), createdAt: now, updatedAt: now });

test('an entity and a query give the same values of the same types', async () => {
  const read = await own.db
    .selectFrom('crm_opportunities')
    .selectAll()
    .where('id', '=', ids.opportunity)
    .executeTakeFirstOrThrow();
  const entity = await own.fork().findOneOrFail(Opportunity, ids.opportunity);
  expect(entity).toEqual(read);
  expect(read).toMatchObject({
    createdAt: now,
    amountMinor: 9_000_000_000_000_000,
    expectedCloseDate: '2026-12-31',
    accountId: ids.account,
    deletedAt: null,
    version: 1,
  });
});

test('keys inside jsonb stay as they are, in queries and entities', async () => {
  const address = { postalCode: '0150', snake_case: { inner_key: [1, { deep_key: 2 }] } };
  await own.db
    .updateTable('crm_accounts')
    .set({ billingAddress: jsonb(address) })
    .execute();
  const read = await own.db.selectFrom('crm_accounts').select('billingAddress').executeTakeFirst();
  expect(read?.billingAddress).toEqual(address);
  expect((await own.fork().findOneOrFail(Account, ids.account)).billingAddress).toEqual(address);
});

test('lists in jsonb and arrays of ids are written and read as lists', async () => {
  await own.db
    .updateTable('crm_stages')
    .set({ requiredFields: jsonb(['amountMinor', 'currency']), allowedNext: jsonb([ids.stage]) })
    .execute();
  const stage = await own.fork().findOneOrFail(Stage, ids.stage);
  expect(stage).toMatchObject({ requiredFields: ['amountMinor', 'currency'], allowedNext: [ids.stage] });
  const process = await own.db.selectFrom('crm_processes').select('needs').executeTakeFirst();
  expect(process?.needs).toEqual([ids.user]);
});

test('names and search text follow from their columns by themselves', async () => {
  const created = await inTransaction(own.fork(), session, async (em) => {
    const person = em.create(Contact, {
      ...made(),
      firstName: 'Åse',
      lastName: 'Lund',
      nameNormalized: 'ase lund',
      phoneE164: '+4791234567',
    });
    const company = em.create(Lead, {
      ...made(),
      company: 'Кронштадт',
      companyNormalized: 'кронштадт',
      nameNormalized: '',
      source: 'web',
    });
    await em.flush();
    return { person, company };
  });
  expect(created.person.name).toBe('Åse Lund');
  expect(created.person.searchText.split(' ').filter(Boolean)).toEqual(['ase', 'lund', '+4791234567']);
  expect(created.company.name).toBe('Кронштадт');
  expect(created.company.searchText).toContain('кронштадт');
});

test('queries inside a transaction see its writes; others do not, until it is committed', async () => {
  const id = randomUUIDv7();
  const count = (db: typeof own.db) => db.selectFrom('crm_teams').select('id').where('id', '=', id).execute();
  await inTransaction(own.fork(), session, async (em) => {
    await database(em)
      .insertInto('crm_teams')
      .values({ id, createdAt: now, updatedAt: now, name: 'Service' })
      .execute();
    expect(await count(database(em))).toHaveLength(1);
    expect(await count(own.db)).toHaveLength(0);
  });
  expect(await count(own.db)).toHaveLength(1);
});

test('an error rolls back entities and queries alike and is thrown on', async () => {
  const id = randomUUIDv7();
  const failing = inTransaction(own.fork(), session, async (em) => {
    em.create(Account, { ...made(), id, name: 'Never', nameNormalized: 'never' });
    await em.flush();
    await database(em).updateTable('crm_accounts').set({ industry: 'never' }).execute();
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  const left = await own.db.selectFrom('crm_accounts').select('industry').execute();
  expect(left).toEqual([{ industry: null }]);
});

test('what was not flushed is flushed before the commit', async () => {
  await inTransaction(own.fork(), session, async (em) => {
    (await em.findOneOrFail(Account, ids.account)).industry = 'pharma';
  });
  const read = await own.db.selectFrom('crm_accounts').select(['industry', 'version']).executeTakeFirst();
  expect(read).toEqual({ industry: 'pharma', version: 2 });
});

test('of two who change the same version the second is told', async () => {
  const first = own.fork();
  const second = own.fork();
  const a = await first.findOneOrFail(Account, ids.account);
  const b = await second.findOneOrFail(Account, ids.account);
  a.industry = 'food';
  await first.flush();
  b.industry = 'chemistry';
  await expect(second.flush()).rejects.toThrow(OptimisticLockError);
});

test('sessions work in UTC whatever the server is set to', async () => {
  const { rows } = await sql<{ zone: string; moment: Date }>`
    select current_setting('timezone') as zone, timestamptz '2026-07-01 12:00:00.5+02' as moment`.execute(own.db);
  expect(rows).toEqual([{ zone: 'UTC', moment: new Date('2026-07-01T10:00:00.500Z') }]);
});

test('search by part of a word, in any script, is read from the trigram index', async () => {
  const explained = await own.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    return trx.selectFrom('crm_leads').select('id').where('searchText', 'like', '%онштад%').explain();
  });
  expect(JSON.stringify(explained)).toContain('crm_leads_search_text');
});

test('what was left out of a new entity is null, as it is when it is read again', async () => {
  const em = own.fork();
  const { id, ...times } = made();
  const account = em.create(Account, { id, ...times, name: 'Plain', nameNormalized: 'plain' });
  expect(account).toMatchObject({ email: null, deletedAt: null, contacted: false, status: 'prospect' });
  await em.flush();
  const read = await own.fork().findOneOrFail(Account, id);
  expect(read).toMatchObject({ email: null, version: account.version, searchText: account.searchText });
});
