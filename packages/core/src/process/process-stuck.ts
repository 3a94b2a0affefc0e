import { sql, type RawBuilder } from 'kysely';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import type { Ports } from '../context.ts';
import { lockProcess, saveProcess } from './process-progress.ts';
import { tellStuck } from './tell-process.ts';

export interface LookCall {
  /** A fresh entity manager, outside of any transaction. */
  readonly em: EntityManager;
  readonly ports: Ports;
  readonly now: Date;
}

/** A step that fails is tried again, and says so, every half minute at the latest: who is silent longer stands still. ms */
const silentMs = 5 * 60_000;
const atOnce = 200;
const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;

/**
 * Marks what should go on by itself and does not: no sign of life for five minutes, or an own clock that struck five
 * minutes ago and nothing happened. The next step that runs takes the mark away.
 * @returns how many were found
 */
export async function markStuck({ em, ports, now }: LookCall): Promise<number> {
  const standsStill = isSilent(new Date(now.getTime() - silentMs));
  const found = await database(em).selectFrom('crm_processes').select('id').where(standsStill).limit(atOnce).execute();
  for (const { id } of found) {
    await inTransaction(em, session, async (inside) => {
      const ctx = { actor: systemActor, em: inside, requestId: null, now, ports };
      const process = await lockProcess(ctx, id);
      // It may have gone on meanwhile.
      const still = database(inside).selectFrom('crm_processes').select('id').where('id', '=', id).where(standsStill);
      if (process === null || (await still.executeTakeFirst()) === undefined) return;
      process.state = 'stuck';
      await saveProcess(ctx, process);
      await tellStuck(ctx, process);
    });
  }
  return found.length;
}

function isSilent(since: Date): RawBuilder<boolean> {
  return sql<boolean>`(
    (state in ('queued', 'running', 'retrying') and updated_at < ${since})
    or (state = 'waiting_timer' and (wait->'next'->>'at')::timestamptz < ${since}))`;
}
