import { randomUUIDv7 } from 'node:crypto';
import { Attachment } from '@crm/db/entities/attachment.entity';
import { database, LockMode } from '@crm/db/orm';
import type { attachment, AttachmentRow } from '@crm/domain/attachment/attachment';
import { unknownType } from '@crm/domain/attachment/file-type.rules';
import { DomainError } from '@crm/domain/errors';
import { foldName } from '@crm/domain/normalize/name';
import type { CreateOf } from '@crm/domain/resource';
import { subjectTypes, type SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { allow, allowOn } from '../policy.ts';
import { newRecord } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { refuseProgram, requireLiveSubject, saveAttachment } from './attachment.access.ts';
import { presentAttachment } from './attachment.presenter.ts';
import { selectAttachments } from './attachment.queries.ts';
import { attachmentReads } from './attachment.reads.ts';
import type { Received } from './receive.ts';

/** Where the bytes of a new file go. Ids begin with the time, so it is their random end that spreads them over folders. */
export function storageKeyOf(id: string): string {
  return `attachments/${id.slice(-2)}/${id}`;
}

/**
 * Announces a file, before the first of its bytes is stored. Nobody sees it yet.
 * @throws DomainError `not_found` for a record that the caller does not see, `forbidden` for one that the caller may not
 * change, `file_refused` for a program by its name
 */
export async function beginUpload(ctx: ServiceContext, data: CreateOf<typeof attachment>): Promise<AttachmentRow> {
  allow(ctx, 'attachment:create');
  const subject = await requireLiveSubject(ctx, data.subjectType, data.subjectId);
  allowOn(ctx, `${data.subjectType}:update`, subject);
  refuseProgram(data);
  const id = randomUUIDv7();
  const record = ctx.em.create(Attachment, {
    ...newRecord(ctx, id),
    ...data,
    nameNormalized: foldName(data.fileName),
    sizeBytes: 0,
    contentType: unknownType,
    sha256: '',
    storageKey: storageKeyOf(id),
    state: 'uploading',
  });
  await ctx.em.persist(record).flush();
  const row = await selectAttachments(database(ctx.em), {}).where('attachment.id', '=', id).executeTakeFirstOrThrow();
  return presentAttachment(row, ctx.actor);
}

/**
 * Makes a file seen whose bytes are all stored, and tells it on the record's timeline.
 * @throws DomainError `not_found` when the record went to the trash meanwhile, `unavailable` when the upload was given up
 */
export async function completeUpload(ctx: ServiceContext, id: string, received: Received): Promise<AttachmentRow> {
  allow(ctx, 'attachment:create');
  const record = await ctx.em.findOne(Attachment, { id, state: 'uploading' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!record) throw new DomainError('unavailable', 'The upload took too long and was given up. Send the file again.');
  const subject = await requireLiveSubject(ctx, record.subjectType, record.subjectId);
  ctx.em.assign(record, { ...received, state: 'ready' });
  await saveAttachment(ctx, record, subject, 'created');
  await tellSubject(ctx, record);
  return attachmentReads.get(ctx, id);
}

/** A file of an activity is told where the activity itself is. */
async function tellSubject(ctx: ServiceContext, record: Attachment): Promise<void> {
  const subject = await findTimeline(ctx, record);
  if (subject === null) return;
  await recordTimeline(ctx, {
    subject,
    kind: 'attached',
    title: record.fileName,
    payload: { sizeBytes: record.sizeBytes, contentType: record.contentType },
    source: { type: 'attachment', id: record.id },
  });
}

async function findTimeline(ctx: ServiceContext, { subjectType, subjectId }: Attachment) {
  if (isSubject(subjectType)) return { type: subjectType, id: subjectId };
  const activity = await database(ctx.em)
    .selectFrom('crm_activities')
    .select(['subjectType', 'subjectId'])
    .where('id', '=', subjectId)
    .executeTakeFirst();
  return activity?.subjectType && activity.subjectId ? { type: activity.subjectType, id: activity.subjectId } : null;
}

function isSubject(type: string): type is SubjectType {
  return subjectTypes.some((subject) => subject === type);
}
