import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createOrm, database, inTransaction, type MikroORM } from './orm.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const places = 2;

let own: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  own = await createTestDatabase(inject('templateUrl'));
  orm = await createOrm(own.url, { poolMax: places });
});
afterAll(async () => {
  await orm.close();
  await own.drop();
});

test('connections that are lost in the middle of transactions cost no places in the pool', async () => {
  const lose = () =>
    inTransaction(orm.em, session, async (em) => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(database(em));
    });
  for (let turn = 0; turn < places * 2; turn += 1) await expect(lose()).rejects.toThrow();
  const { rows } = await sql<{ answer: number }>`select 42 as answer`.execute(database(orm.em.fork()));
  expect(rows).toEqual([{ answer: 42 }]);
}, 15_000);
