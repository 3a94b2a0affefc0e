import { sql } from 'kysely';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { processActor } from '@crm/domain/actor';
import type { Ports, ServiceContext } from '../context.ts';

/**
 * A step ends before whoever runs it gives up on it and starts another beside it: a statement that waits for a lock is
 * broken off in time, and the step tried again. ms
 */
const lockTimeoutMs = 3_000;

export interface ProcessCall {
  /** A fresh entity manager, outside of any transaction. */
  readonly em: EntityManager;
  readonly ports: Ports;
  readonly processId: string;
  /** The run's own clock: ahead of the wall clock where time is skipped. */
  readonly now: Date;
}

/** One transaction as a process, with the rights of the system, on behalf of whoever started the process. */
export async function runAsProcess<T>(
  { em, ports, processId, now }: ProcessCall,
  work: (ctx: ServiceContext) => Promise<T>,
): Promise<T> {
  const started = await database(em)
    .selectFrom('crm_processes')
    .select('startedBy')
    .where('id', '=', processId)
    .executeTakeFirst();
  const actor = processActor(processId, started?.startedBy ?? null);
  const session = { actorKind: actor.kind, actorId: actor.id, requestId: null, processId };
  return inTransaction(em, session, async (inside) => {
    await sql`select set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`.execute(database(inside));
    return work({ actor, em: inside, requestId: null, now, ports });
  });
}
