import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import { ormConfig } from './config.ts';
import { migrations } from './migrations.ts';

/** The names of all migrations, in the order in which they run. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

export interface MigrationState {
  readonly name: string;
  /** ISO 8601; `null` while it is pending. */
  readonly executedAt: string | null;
}

/**
 * Brings the schema up, to its newest state or to that after a migration by name. Of several that call at once one works and the others find nothing to do.
 * @returns the names of the migrations that ran, in their order
 */
export function migrateUp(databaseUrl: string, to?: string): Promise<string[]> {
  return withMigrator(databaseUrl, async (migrator) =>
    (await migrator.up(to === undefined ? {} : { to })).map(({ name }) => name),
  );
}

/**
 * Takes the last migrations back.
 * @returns the names of the migrations that were taken back, the newest first
 */
export function migrateDown(databaseUrl: string, steps = 1): Promise<string[]> {
  return withMigrator(databaseUrl, async (migrator) => {
    const executed = (await migrator.getExecuted()).map(({ name }) => name);
    const migrations = executed.slice(Math.max(0, executed.length - steps)).reverse();
    for (const name of migrations) await migrator.down({ migrations: [name] });
    return migrations;
  });
}

/** Every migration there is, with the time at which it ran. Changes nothing, also on an empty database. */
export async function migrationStatus(databaseUrl: string): Promise<MigrationState[]> {
  const executed = await withClient(databaseUrl, readExecuted);
  return migrations.map(({ name }) => ({ name, executedAt: executed.get(name)?.toISOString() ?? null }));
}

async function readExecuted(client: pg.Client): Promise<ReadonlyMap<string, Date>> {
  const table = await client.query<{ found: boolean }>(
    `select to_regclass('crm_core.crm_migrations') is not null as found`,
  );
  if (table.rows[0]?.found !== true) return new Map();
  const { rows } = await client.query<{ name: string; executed_at: Date }>(
    'select name, executed_at from crm_core.crm_migrations',
  );
  return new Map(rows.map((row) => [row.name, row.executed_at]));
}

/** One migrates at a time: the lock is held by a connection of its own, and goes with it. */
const lockKey = 'crm_migrations';

async function withMigrator<T>(databaseUrl: string, work: (migrator: Migrator) => Promise<T>): Promise<T> {
  return withClient(databaseUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lockKey]);
    const config = ormConfig(databaseUrl, { poolMax: 2, applicationName: 'crm-migrate' });
    const orm = await MikroORM.init({
      ...config,
      // Migrations are statements: they know of no entities.
      entities: [],
      discovery: { warnWhenNoEntities: false },
      // Building an index over millions of rows takes its time.
      driverOptions: { application_name: 'crm-migrate', options: '-c timezone=UTC' },
      extensions: [Migrator],
      migrations: { ...config.migrations, migrationsList: migrations },
    });
    try {
      return await work(new Migrator(orm.em));
    } finally {
      await orm.close();
    }
  });
}

async function withClient<T>(databaseUrl: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'crm-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
