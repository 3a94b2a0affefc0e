import type { Kysely } from 'kysely';
import { createOrm, database, type EntityManager, type MikroORM } from '../orm.ts';
import type { Database } from '../database.ts';
import { createTestDatabase } from '../testing.ts';

export interface OpenDatabase extends AsyncDisposable {
  readonly url: string;
  readonly orm: MikroORM;
  readonly db: Kysely<Database>;
  fork(): EntityManager;
}

/** A migrated database of one's own with a connection to it. */
export async function openDatabase(templateUrl: string): Promise<OpenDatabase> {
  const own = await createTestDatabase(templateUrl);
  const orm = await createOrm(own.url);
  return {
    url: own.url,
    orm,
    db: database(orm.em.fork()),
    fork: () => orm.em.fork(),
    async [Symbol.asyncDispose]() {
      await orm.close();
      await own.drop();
    },
  };
}
