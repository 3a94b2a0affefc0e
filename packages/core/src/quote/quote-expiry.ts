import { Quote } from '@crm/db/entities/quote.entity';
import { database, inTransaction, LockMode, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import type { Ports, ServiceContext } from '../context.ts';
import { today } from '../present.ts';
import { takeStep } from './quote-step.ts';

export interface ExpiryCall {
  /** A fresh entity manager, outside of any transaction. */
  readonly em: EntityManager;
  readonly ports: Ports;
  readonly now: Date;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const atOnce = 500;

/**
 * Marks what was sent and not decided on by its last day as expired, each in a transaction of its own. That it can no
 * longer be accepted does not wait for this.
 * @returns how many there were
 */
export async function expireQuotes({ em, ports, now }: ExpiryCall): Promise<number> {
  const day = today({ now });
  const due = await database(em)
    .selectFrom('crm_quotes')
    .select('id')
    .where('status', '=', 'sent')
    .where('validUntil', '<', day)
    .where('deletedAt', 'is', null)
    .limit(atOnce)
    .execute();
  for (const { id } of due) {
    await inTransaction(em, session, (inside) =>
      expireQuote({ actor: systemActor, em: inside, requestId: null, now, ports }, id),
    );
  }
  return due.length;
}

/** Looks again under the lock: a customer may have decided meanwhile. */
async function expireQuote(ctx: ServiceContext, id: string): Promise<void> {
  const where = { id, status: 'sent', deletedAt: null } as const;
  const record = await ctx.em.findOne(Quote, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (record) await takeStep(ctx, record, 'expire', { closedAt: ctx.now });
}
