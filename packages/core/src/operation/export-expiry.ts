import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { exportKeptDays } from '@crm/domain/operation/operation';

const dayMs = 86_400_000;
const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;

/**
 * Takes away the files of exports whose days are over: nobody can fetch them any more, and their bytes are removed with
 * those of other deleted files.
 * @returns how many
 */
export function expireExports(em: EntityManager, now: Date): Promise<number> {
  const until = new Date(now.getTime() - exportKeptDays * dayMs);
  return inTransaction(em, session, async (inside) => {
    const expired = await database(inside)
      .updateTable('crm_attachments')
      .set((eb) => ({ deletedAt: now, updatedAt: now, version: eb('version', '+', 1) }))
      .where('subjectType', '=', 'operation')
      .where('createdAt', '<', until)
      .where('deletedAt', 'is', null)
      .returning('id')
      .execute();
    return expired.length;
  });
}
