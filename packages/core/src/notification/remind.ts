import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { sql } from 'kysely';
import type { Ports } from '../context.ts';
import { notify } from './notify.ts';

interface Reminding {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
  readonly now: Date;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const atOnce = 100;

/**
 * Reminds people of what they wanted to be reminded of and is still to be done. That somebody was reminded is written
 * in the same transaction as the notification, so a worker that is killed reminds of it afterwards, and once. A
 * reminder that is moved comes again.
 * @returns how many there were
 */
export function remindDue({ fork, ports, now }: Reminding): Promise<number> {
  return inTransaction(fork(), session, async (em) => {
    const due = await database(em)
      .selectFrom('crm_activities')
      .select(['id', 'subject', 'assignedTo', 'createdBy', 'remindAt', 'dueAt'])
      .where('remindAt', '<=', now)
      .where(sql<boolean>`status = 'scheduled' and deleted_at is null
        and (reminded_at is null or reminded_at < remind_at)`)
      .orderBy('remindAt')
      .limit(atOnce)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id, subject, assignedTo, createdBy, remindAt } of due) {
      const person = assignedTo ?? createdBy;
      await notify(
        { actor: systemActor, em, requestId: null, now, ports },
        {
          kind: 'reminder',
          userIds: person === null ? [] : [person],
          subject: { type: 'activity', id },
          params: { title: subject },
          key: `reminder/${id}/${remindAt?.toISOString()}`,
        },
      );
      await database(em).updateTable('crm_activities').set({ remindedAt: remindAt }).where('id', '=', id).execute();
    }
    return due.length;
  });
}
