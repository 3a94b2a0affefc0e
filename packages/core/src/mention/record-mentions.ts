import { randomUUIDv7 } from 'node:crypto';
import { database } from '@crm/db/orm';
import type { mentionSources } from '@crm/domain/comment/comment';
import { readMentions } from '@crm/domain/comment/mention.rules';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { Subject, SubjectType } from '@crm/domain/timeline/timeline';
import { loadReaders } from '../auth/load-readers.ts';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { can } from '../policy.ts';
import { requireSubject } from '../subject.ts';

/** A text in which people are mentioned, and the record that it is about. */
export interface MentioningText {
  readonly type: (typeof mentionSources)[number];
  readonly id: string;
  readonly text: string | null;
  readonly subjectType: SubjectType | null;
  readonly subjectId: string | null;
}

/**
 * Writes down whom a text mentions, in the transaction in which it is written: new ones are added, those who are no
 * longer in it are forgotten, and whoever has read a mention is not called again.
 * @throws DomainError `validation_failed`, naming those whom the text mentions and who cannot see the record
 */
export async function recordMentions(ctx: ServiceContext, source: MentioningText): Promise<void> {
  const db = database(ctx.em);
  const wanted = readMentions(source.text);
  const known = await db
    .selectFrom('crm_mentions')
    .select(['id', 'userId'])
    .where('sourceId', '=', source.id)
    .execute();
  const gone = known.filter(({ userId }) => !wanted.includes(userId));
  const added = wanted.filter((userId) => !known.some((mention) => mention.userId === userId));
  if (gone.length > 0) {
    await db
      .deleteFrom('crm_mentions')
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute();
  }
  const { subjectType, subjectId } = source;
  if (subjectType === null || subjectId === null) {
    if (wanted.length > 0) throw refuse('no_subject', 'Say which record it is about before you mention people.', []);
    return;
  }
  await refuseBlind(ctx, subjectType, subjectId, added);
  if (gone.length < known.length) {
    // The note may have moved to another record.
    await db.updateTable('crm_mentions').set({ subjectType, subjectId }).where('sourceId', '=', source.id).execute();
  }
  if (added.length === 0) return;
  const made = { sourceType: source.type, sourceId: source.id, createdAt: ctx.now, createdBy: ctx.actor.id };
  await db
    .insertInto('crm_mentions')
    .values(added.map((userId) => ({ id: randomUUIDv7(), userId, subjectType, subjectId, ...made, readAt: null })))
    .execute();
  await tellMentioned(ctx, { id: source.id, userIds: added, subject: { type: subjectType, id: subjectId } });
}

interface Mentioning {
  /** Of the text: whoever is mentioned in it twice is told once. */
  readonly id: string;
  readonly userIds: readonly string[];
  readonly subject: Subject;
}

/** Calls those whom a text mentions. */
export async function tellMentioned(ctx: ServiceContext, { id, userIds, subject }: Mentioning): Promise<void> {
  await notify(ctx, { kind: 'mentioned', userIds, subject, params: {}, key: `mentioned/${id}` });
}

async function refuseBlind(
  ctx: ServiceContext,
  type: SubjectType,
  id: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const record = await requireSubject(ctx, type, id);
  const readers = new Map((await loadReaders(ctx, userIds)).map((reader) => [reader.actor.id, reader]));
  const blind = userIds.flatMap((userId) => {
    const reader = readers.get(userId);
    return reader && can(reader.actor, `${type}:read`, record) ? [] : [{ id: userId, name: reader?.name ?? null }];
  });
  if (blind.length === 0) return;
  const names = blind.map((user) => user.name ?? user.id).join(', ');
  throw refuse('cannot_see', `These people cannot see this record, so they cannot be mentioned: ${names}.`, blind);
}

function refuse(code: string, message: string, users: readonly object[]): DomainError {
  const { details } = refuseFields([{ field: 'body', code, message }]);
  return new DomainError('validation_failed', message, { ...details, users });
}
