import { randomUUIDv7 } from 'node:crypto';
import { Comment } from '@crm/db/entities/comment.entity';
import { database, LockMode } from '@crm/db/orm';
import { mayChangeNote } from '@crm/domain/activity/activity';
import { comment } from '@crm/domain/comment/comment';
import { DomainError, refuseFields, refuseUnknown } from '@crm/domain/errors';
import type { EventKind } from '@crm/domain/events';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { recordMentions } from '../mention/record-mentions.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import { newRecord, refuseStale } from '../record.ts';
import { requireSubject, subjectVisible, type SubjectColumns } from '../subject.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { presentComment } from './comment.presenter.ts';
import { commentOrder, selectComments } from './comment.queries.ts';

const reads = makeReads({
  name: 'comment',
  permission: comment.permissions.read,
  select: selectComments,
  present: presentComment,
  order: commentOrder,
  owned: false,
  seen: (ctx) => subjectVisible(ctx, 'comment'),
});

/** Answers below notes and timeline entries, seen by whoever sees what they are about. */
export const commentService = {
  ...reads,

  /** @throws DomainError `validation_failed` for a parent that is unknown here, or mentions of who cannot see the record */
  async create(ctx: ServiceContext, data: CreateOf<typeof comment>) {
    allow(ctx, 'comment:create');
    const parent = await findParent(ctx, data);
    const subject = await seeSubject(ctx, parent);
    const record = ctx.em.create(Comment, { ...newRecord(ctx, randomUUIDv7()), ...parent, body: data.body });
    ctx.em.persist(record);
    await save(ctx, record, subject, 'created');
    await recordTimeline(ctx, {
      subject: { type: parent.subjectType, id: parent.subjectId },
      kind: 'commented',
      payload: { parentType: parent.parentType, parentId: parent.parentId },
      source: { type: 'comment', id: record.id },
    });
    return reads.get(ctx, record.id);
  },

  /** @throws DomainError `forbidden` for somebody else's comment */
  async update(ctx: ServiceContext, id: string, { body }: UpdateOf<typeof comment>, version?: number) {
    const { record, subject } = await open(ctx, id, 'comment:update', version);
    if (body !== undefined && body !== record.body) {
      record.body = body;
      await save(ctx, record, subject, 'updated');
    }
    return reads.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    const { record, subject } = await open(ctx, id, 'comment:delete', version);
    record.deletedAt = ctx.now;
    await save(ctx, record, subject, 'deleted');
  },

  async restore(ctx: ServiceContext, id: string) {
    const { record, subject } = await open(ctx, id, 'comment:restore');
    record.deletedAt = null;
    await save(ctx, record, subject, 'restored');
    return reads.get(ctx, id);
  },
};

type Parent = Pick<Comment, 'parentType' | 'parentId' | 'subjectType' | 'subjectId'>;

/** What is answered, with the record that it is about. The entry of a note stands for the note. */
async function findParent(ctx: ServiceContext, { parentType, parentId }: CreateOf<typeof comment>): Promise<Parent> {
  if (parentType === 'entry') {
    const entry = await database(ctx.em)
      .selectFrom('crm_timeline')
      .select(['kind', 'subjectType', 'subjectId', 'sourceId'])
      .where('id', '=', parentId)
      .where('kind', '!=', 'commented')
      .executeTakeFirst();
    if (!entry) throw refuseParent();
    if (entry.kind === 'note' && entry.sourceId !== null) return findNote(ctx, entry.sourceId);
    return { parentType, parentId, subjectType: entry.subjectType, subjectId: entry.subjectId };
  }
  return findNote(ctx, parentId);
}

async function findNote(ctx: ServiceContext, parentId: string): Promise<Parent> {
  const note = await database(ctx.em)
    .selectFrom('crm_activities')
    .select(['subjectType', 'subjectId'])
    .where('id', '=', parentId)
    .where('type', '=', 'note')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!note || note.subjectType === null || note.subjectId === null) throw refuseParent();
  return { parentType: 'note', parentId, subjectType: note.subjectType, subjectId: note.subjectId };
}

async function seeSubject(ctx: ServiceContext, { subjectType, subjectId }: Parent): Promise<SubjectColumns> {
  const subject = await requireSubject(ctx, subjectType, subjectId).catch(() => null);
  if (subject?.deletedAt !== null) throw refuseParent();
  return subject;
}

function refuseParent(): DomainError {
  return refuseFields([
    { field: 'parentId', code: 'unknown_parent', message: 'Answer a note or an entry of a record that you can see.' },
  ]);
}

/** The comment, locked, if the caller may do this to it. */
async function open(
  ctx: ServiceContext,
  id: string,
  permission: `comment:${'update' | 'delete' | 'restore'}`,
  version?: number,
) {
  allow(ctx, permission);
  const record = await ctx.em.findOne(Comment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const inTrash = permission === 'comment:restore';
  if (!record || (record.deletedAt !== null) !== inTrash) throw refuseUnknown('comment', id);
  const subject = await requireSubject(ctx, record.subjectType, record.subjectId).catch(() => {
    throw refuseUnknown('comment', id);
  });
  if (!mayChangeNote(ctx.actor, record.createdBy)) {
    throw new DomainError('forbidden', 'Only its author and administrators change a comment.', { permission });
  }
  refuseStale(record, version);
  return { record, subject };
}

/** Writes a comment with its mentions; who sees the record hears of it. */
async function save(ctx: ServiceContext, record: Comment, subject: SubjectColumns, kind: EventKind): Promise<void> {
  record.updatedAt = ctx.now;
  record.updatedBy = ctx.actor.id;
  await ctx.em.flush();
  const { id, body, subjectType, subjectId } = record;
  await recordMentions(ctx, { type: 'comment', id, text: body, subjectType, subjectId });
  const { assignedTo, teamId } = subject;
  await emitChange(ctx, 'comment', { id, assignedTo, teamId }, kind);
}
