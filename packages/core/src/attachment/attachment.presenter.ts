import type { Actor } from '@crm/domain/actor';
import type { AttachableType, AttachmentRow } from '@crm/domain/attachment/attachment';
import { isInline } from '@crm/domain/attachment/file-type.rules';
import { can, isAllowed, type Owned } from '../policy.ts';
import { presentRecord } from '../present.ts';
import type { AttachmentColumns } from './attachment.queries.ts';

/** Whoever may change the record may change its files, and whoever sent a file may change that one. */
export function mayChange(
  actor: Actor,
  file: { readonly createdBy: string | null; readonly subjectType: AttachableType },
  subject: Owned,
): boolean {
  return (actor.id !== null && actor.id === file.createdBy) || can(actor, `${file.subjectType}:update`, subject);
}

export function presentAttachment(row: AttachmentColumns, actor: Actor): AttachmentRow {
  const live = row.deletedAt === null;
  const allowed = mayChange(actor, row, { assignedTo: row.subjectAssignedTo, teamId: row.subjectTeamId });
  return {
    ...presentRecord(row),
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    fileName: row.fileName,
    sizeBytes: row.sizeBytes,
    contentType: row.contentType,
    claimedType: row.claimedType,
    sha256: row.sha256,
    state: row.state,
    inline: isInline(row.contentType),
    abilities: {
      update: live && allowed && isAllowed(actor, 'attachment:update'),
      delete: live && allowed && isAllowed(actor, 'attachment:delete'),
      restore: !live && allowed && isAllowed(actor, 'attachment:restore'),
    },
  };
}
