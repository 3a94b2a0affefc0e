import type { attachment, AttachmentRow } from '@crm/domain/attachment/attachment';
import { foldName } from '@crm/domain/normalize/name';
import type { UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { assignChanges, refuseStale } from '../record.ts';
import { openAttachment, refuseProgram, saveAttachment } from './attachment.access.ts';
import { attachmentReads } from './attachment.reads.ts';
import { beginUpload, completeUpload } from './upload.ts';

/**
 * Files of records. A file comes in three steps: `create` announces it, the bytes go to the store, `complete` makes it
 * seen; only the first and the last are transactions.
 */
export const attachmentService = {
  ...attachmentReads,
  create: beginUpload,
  complete: completeUpload,

  /** @throws DomainError `file_refused` for a name that would make a program of it */
  async update(ctx: ServiceContext, id: string, { fileName }: UpdateOf<typeof attachment>, version?: number) {
    const { record, subject } = await openAttachment(ctx, id, 'update');
    refuseStale(record, version);
    if (fileName !== undefined) {
      refuseProgram({ fileName });
      const changes = assignChanges(record, { fileName, nameNormalized: foldName(fileName) });
      if (Object.keys(changes).length > 0) await saveAttachment(ctx, record, subject, 'updated');
    }
    return attachmentReads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const { record, subject } = await openAttachment(ctx, id, 'delete');
    refuseStale(record, version);
    record.deletedAt = ctx.now;
    await saveAttachment(ctx, record, subject, 'deleted');
  },

  async restore(ctx: ServiceContext, id: string): Promise<AttachmentRow> {
    const { record, subject } = await openAttachment(ctx, id, 'restore');
    record.deletedAt = null;
    await saveAttachment(ctx, record, subject, 'restored');
    return attachmentReads.get(ctx, id);
  },
};
