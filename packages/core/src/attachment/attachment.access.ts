import { Attachment } from '@crm/db/entities/attachment.entity';
import { LockMode } from '@crm/db/orm';
import { attachmentTrashDays, type AttachableType } from '@crm/domain/attachment/attachment';
import { isProgram } from '@crm/domain/attachment/file-type.rules';
import { DomainError, refusedAs, refuseUnknown } from '@crm/domain/errors';
import type { EventKind } from '@crm/domain/events';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { allow, type Owned } from '../policy.ts';
import { requireSubject, type SubjectColumns } from '../subject.ts';
import { mayChange } from './attachment.presenter.ts';

const dayMs = 86_400_000;

/** What was deleted before this moment is about to be removed, or was already. */
export function trashHorizon(now: Date): Date {
  return new Date(now.getTime() - attachmentTrashDays * dayMs);
}

/**
 * The record that a file belongs to.
 * @throws DomainError `not_found` beyond the caller's sight, and while it lies in the trash
 */
export async function requireLiveSubject(
  ctx: ServiceContext,
  type: AttachableType,
  id: string,
): Promise<SubjectColumns> {
  const subject = await requireSubject(ctx, type, id);
  if (subject.deletedAt !== null) throw refuseUnknown(type, id);
  return subject;
}

/** @throws DomainError `file_refused` */
export function refuseProgram(file: { readonly fileName: string; readonly contentType?: string }): void {
  if (!isProgram(file)) return;
  throw new DomainError('file_refused', 'Programs and scripts are not taken. Send it as a ZIP file, or not at all.', {
    file_name: file.fileName,
    content_type: file.contentType ?? null,
  });
}

/**
 * Loads a file to change it, locked, with the record that it belongs to. One that waits for its removal is not there.
 * @throws DomainError `not_found`, `forbidden`
 */
export async function openAttachment(ctx: ServiceContext, id: string, action: 'update' | 'delete' | 'restore') {
  allow(ctx, `attachment:${action}`);
  const place = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const record = await ctx.em.findOne(Attachment, { id, state: 'ready' }, place);
  const isThere = action === 'restore' ? isRestorable(record, ctx.now) : record?.deletedAt === null;
  if (!record || !isThere) throw refuseUnknown('attachment', id);
  const subject = await requireLiveSubject(ctx, record.subjectType, record.subjectId).catch(
    refusedAs(() => refuseUnknown('attachment', id)),
  );
  if (!mayChange(ctx.actor, record, subject)) {
    throw new DomainError('forbidden', 'You may see this file but not change it.', {
      permission: `${record.subjectType}:update`,
    });
  }
  return { record, subject };
}

function isRestorable(record: Attachment | null, now: Date): boolean {
  const deletedAt = record?.deletedAt ?? null;
  return deletedAt !== null && deletedAt >= trashHorizon(now);
}

/** Writes what changed; whoever may hear of the record hears of its file. */
export async function saveAttachment(
  ctx: ServiceContext,
  record: Attachment,
  { assignedTo, teamId }: Owned,
  kind: EventKind,
): Promise<void> {
  record.updatedAt = ctx.now;
  record.updatedBy = ctx.actor.id;
  await ctx.em.flush();
  await emitChange(ctx, 'attachment', { id: record.id, assignedTo, teamId }, kind);
}
