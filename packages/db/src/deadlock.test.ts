import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createOrm, database, inTransaction, type MikroORM } from './orm.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;

let own: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  own = await createTestDatabase(inject('templateUrl'));
  orm = await createOrm(own.url, { poolMax: 4 });
});
afterAll(async () => {
  await orm.close();
  await own.drop();
});

test('of two transactions that wait for each other, one is done again: both come about, each once', async () => {
  const db = database(orm.em.fork());
  await sql`create table crm_core.counters (name text primary key, count int not null)`.execute(db);
  await sql`insert into crm_core.counters values ('left', 0), ('right', 0)`.execute(db);
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  let begun = 0;
  const add = (first: string, second: string) =>
    inTransaction(orm.em, session, async (em) => {
      begun += 1;
      const count = (name: string) =>
        sql`update crm_core.counters set count = count + 1 where name = ${name}`.execute(database(em));
      await count(first);
      arrived += 1;
      if (arrived === 2) met.resolve();
      await met.promise;
      await count(second);
    });
  await Promise.all([add('left', 'right'), add('right', 'left')]);
  const { rows } = await sql`select name, count from crm_core.counters order by name`.execute(db);
  expect(rows).toEqual([
    { name: 'left', count: 2 },
    { name: 'right', count: 2 },
  ]);
  expect(begun).toBe(3);
});
