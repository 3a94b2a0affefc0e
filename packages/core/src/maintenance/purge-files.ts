import { Attachment } from '@crm/db/entities/attachment.entity';
import { database, inTransaction, LockMode, type EntityManager } from '@crm/db/orm';
import { uploadHours } from '@crm/domain/attachment/attachment';
import { trashHorizon } from '../attachment/attachment.access.ts';
import type { FileStore } from '../ports/file-store.ts';

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const batch = 100;
const hourMs = 3_600_000;

/**
 * Removes the files whose time is over, bytes first: those deleted long ago, and what uploads left that were cut off. A
 * row goes only after its bytes, so that what fails is tried again the next time.
 * @returns how many
 */
export async function purgeFiles(fork: () => EntityManager, store: FileStore, now: Date): Promise<number> {
  const trash = trashHorizon(now);
  const givenUp = new Date(now.getTime() - 2 * uploadHours * hourMs);
  const isDue = ({ state, createdAt, deletedAt }: Attachment) =>
    state === 'failed' || (state === 'uploading' && createdAt < givenUp) || (deletedAt !== null && deletedAt < trash);
  let purged = 0;
  for (;;) {
    const due = await database(fork())
      .selectFrom('crm_attachments')
      .select('id')
      .where((eb) =>
        eb.or([
          eb('deletedAt', '<', trash),
          eb('state', '=', 'failed'),
          eb.and([eb('state', '=', 'uploading'), eb('createdAt', '<', givenUp)]),
        ]),
      )
      .limit(batch)
      .execute();
    for (const { id } of due) await purgeFile(fork(), store, id, isDue);
    purged += due.length;
    if (due.length < batch) return purged;
  }
}

/**
 * Removes what an upload left that was refused or cut off. Where the store does not answer, the row stays and says so.
 */
export async function discardUpload(fork: () => EntityManager, store: FileStore, id: string): Promise<void> {
  try {
    await purgeFile(fork(), store, id, ({ state }) => state === 'uploading');
  } catch {
    await inTransaction(fork(), session, (em) =>
      database(em)
        .updateTable('crm_attachments')
        .set({ state: 'failed' })
        .where('id', '=', id)
        .where('state', '=', 'uploading')
        .execute(),
    );
  }
}

/** Asks again under the lock: an upload may have been completed meanwhile. */
async function purgeFile(
  em: EntityManager,
  store: FileStore,
  id: string,
  isDue: (record: Attachment) => boolean,
): Promise<void> {
  await inTransaction(em, session, async (inside) => {
    const record = await inside.findOne(Attachment, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (record === null || !isDue(record)) return;
    await store.delete(record.storageKey);
    await inside.remove(record).flush();
  });
}
