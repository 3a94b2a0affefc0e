import { UnderscoreNamingStrategy } from '@mikro-orm/core';
import { defineConfig } from '@mikro-orm/postgresql';
import pg from 'pg';
import { entities } from './entities.ts';
import { schema } from './entities/columns.ts';
import { takeBackLost } from './lost-connections.ts';

export interface OrmOptions {
  /** Connections at most. */
  readonly poolMax?: number;
  /** Writes every statement to the console. */
  readonly debug?: boolean;
  /** What the database's administrator sees of us. */
  readonly applicationName?: string;
  /** Is given the connections, to watch them. */
  readonly onPool?: (pool: pg.Pool) => void;
}

/** A foreign key's property is the id itself, and so its column is called as the property: `accountId` is `account_id`. */
class CrmNamingStrategy extends UnderscoreNamingStrategy {
  override joinColumnName(propertyName: string): string {
    return this.propertyToColumnName(propertyName);
  }

  override joinKeyColumnName(entityName: string): string {
    return this.propertyToColumnName(entityName);
  }
}

/** A statement that takes longer has lost its reader: lists are paged, and long work runs in pieces. ms */
const statementTimeout = 30_000;
const defaultPoolMax = 10;

const oid = { int8: 20, date: 1082, timestamptz: 1184 } as const;

/**
 * How values arrive: amounts and counts as numbers (they are safe integers by contract), days as text, moments as
 * `Date`. Set on the pool, so that entities and queries get the same.
 */
function makeTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  types.setTypeParser(oid.int8, Number);
  types.setTypeParser(oid.date, String);
  types.setTypeParser(oid.timestamptz, parseMoment);
  return types;
}

/** PostgreSQL in UTC writes `2026-11-22 10:00:00.123+00`. */
function parseMoment(value: string): Date {
  return value.endsWith('+00') ? new Date(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`) : new Date(value);
}

/** What the application and the migrations have in common. */
export function ormConfig(databaseUrl: string, { poolMax, debug, applicationName, onPool }: OrmOptions = {}) {
  return defineConfig({
    clientUrl: databaseUrl,
    entities,
    schema,
    namingStrategy: CrmNamingStrategy,
    forceUtcTimezone: true,
    autoJoinRefsForFilters: false,
    // What was left out of a new entity is null, as it will be when it is read again.
    initNullableProperties: true,
    debug: debug ?? false,
    colors: false,
    pool: { min: 0, max: poolMax ?? defaultPoolMax },
    driverOptions: {
      application_name: applicationName ?? 'crm',
      statement_timeout: statementTimeout,
      // A transaction that nobody goes on with must not hold its locks. ms
      idle_in_transaction_session_timeout: statementTimeout,
      options: '-c timezone=UTC',
      types: makeTypes(),
      onPoolCreated(pool: pg.Pool) {
        takeBackLost(pool);
        onPool?.(pool);
      },
    },
    // Not by the option `schema`, with which the generator would want to drop its own table (ADR 0003).
    migrations: { tableName: `${schema}.crm_migrations`, snapshot: false, silent: true },
  });
}
