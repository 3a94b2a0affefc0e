import type { EntityManager } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { ColumnCase } from './camel-case.ts';
import { ormConfig, type OrmOptions } from './config.ts';
import type { Database } from './database.ts';

export { LockMode, OptimisticLockError } from '@mikro-orm/core';
export type { EntityClass, FilterQuery, RequiredEntityData } from '@mikro-orm/core';
export type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
export type { OrmOptions } from './config.ts';

/** Connects lazily: a database that is not there shows at the first query. Close it with `orm.close()`. */
export async function createOrm(databaseUrl: string, options?: OrmOptions): Promise<MikroORM> {
  return MikroORM.init(ormConfig(databaseUrl, options));
}

/** Who is behind the writes of a transaction; the audit trigger writes it down. */
export interface TransactionSession {
  readonly actorKind: 'user' | 'process' | 'system';
  readonly actorId: string | null;
  readonly requestId: string | null;
  readonly processId: string | null;
  /** By which key or service the actor came in, where it was not by a session. */
  readonly via?: string | undefined;
}

/** Of transactions that wait for each other PostgreSQL ends one, which can be done again from its beginning. */
const deadlock = '40P01';
const mostTries = 3;

/**
 * Runs work in a transaction of its own, on a fork of the entity manager, and flushes before it commits. An error rolls
 * everything back and is thrown on; after a deadlock the work is done once more.
 */
export async function inTransaction<T>(
  em: EntityManager,
  { actorKind, actorId, requestId, processId, via }: TransactionSession,
  work: (em: EntityManager) => Promise<T>,
): Promise<T> {
  const variables = {
    'crm.actor_kind': actorKind,
    'crm.actor_id': actorId ?? '',
    'crm.request_id': requestId ?? '',
    'crm.process_id': processId ?? '',
    'crm.via': via ?? '',
  };
  for (let tried = 1; ; tried += 1) {
    const fork = em.fork();
    fork.setSessionContext({ variables });
    try {
      return await fork.transactional(work);
    } catch (error) {
      if (tried === mostTries || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === deadlock;
}

const columnCase = new ColumnCase();

/**
 * Typed queries over the same connection as the entity manager: inside its transaction when it is in one. What is not
 * flushed yet is not seen. Tables as they are called, columns in camelCase.
 */
export function database(em: EntityManager): Kysely<Database> {
  return em.getKysely<Database>().withPlugin(columnCase).withSchema('crm_core');
}
