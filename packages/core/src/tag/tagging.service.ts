import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import { refuseFields, refuseUnknown } from '@crm/domain/errors';
import { resources } from '@crm/domain/registry';
import type { TaggableType } from '@crm/domain/tag/tag';
import { foldTagName } from '@crm/domain/tag/tag.rules';
import type { TagRef } from '@crm/domain/tag/tag-ref';
import { subjectTypes, type SubjectType } from '@crm/domain/timeline/timeline';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { allow, allowOn, within } from '../policy.ts';
import { ownerColumns } from '../owner-columns.ts';
import type { SubjectColumns } from '../subject.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { isLiveTag } from './tagging.queries.ts';

/**
 * Puts tags on records and takes them off. Whoever may change a record may do so. It does not count as a change of the
 * record's own fields: its version stays, so that tagging never stands in the way of somebody who edits.
 */
export const taggingService = {
  /** Puts a tag on a record; nothing happens when it is there already. */
  async tag(ctx: ServiceContext, type: TaggableType, id: string, tagId: string): Promise<void> {
    const record = await openTaggable(ctx, type, id);
    const [tag] = await loadTags(ctx, [tagId]);
    if (!tag) throw refuseUnknown('tag', tagId);
    await put(ctx, type, record, [tag]);
  },

  /** Takes a tag off a record; nothing happens when it is not there. */
  async untag(ctx: ServiceContext, type: TaggableType, id: string, tagId: string): Promise<void> {
    const record = await openTaggable(ctx, type, id);
    await takeOff(ctx, type, record, await loadTags(ctx, [tagId]));
  },

  /**
   * Gives a record these tags and no others.
   * @param names ids or names
   * @throws DomainError `validation_failed`, naming those that do not exist
   */
  async setTags(ctx: ServiceContext, type: TaggableType, id: string, names: readonly string[]): Promise<TagRef[]> {
    const record = await openTaggable(ctx, type, id);
    const wanted = await loadTags(ctx, names);
    refuseUnknownTags(names, wanted);
    const before = await carriedTags(ctx, type, id);
    const has = (tags: readonly TagRef[]) => (tag: TagRef) => tags.some(({ id: known }) => known === tag.id);
    await takeOff(
      ctx,
      type,
      record,
      before.filter((tag) => !has(wanted)(tag)),
    );
    await put(
      ctx,
      type,
      record,
      wanted.filter((tag) => !has(before)(tag)),
    );
    return wanted;
  },
};

/** The record, locked until the transaction ends, so that two who set its tags take turns. */
async function openTaggable(ctx: ServiceContext, type: TaggableType, id: string): Promise<SubjectColumns> {
  allow(ctx, `${type}:update`);
  allow(ctx, 'tag:read');
  const found = await sql<SubjectColumns>`
    select record.id, ${ownerColumns(type, 'record')}, record.deleted_at as "deletedAt"
    from ${sql.id('crm_core', resources[type].table)} as record
    where record.id = ${id} and record.deleted_at is null
      and ${within(allow(ctx, `${type}:read`), ctx.actor, 'record')}
    for update`.execute(database(ctx.em));
  const record = found.rows[0];
  if (!record) throw refuseUnknown(type, id);
  allowOn(ctx, `${type}:update`, record);
  return record;
}

/** Live tags, by name; held against deletion and merging until the transaction ends. */
function loadTags(ctx: ServiceContext, names: readonly string[]): Promise<TagRef[]> {
  return database(ctx.em)
    .selectFrom('crm_tags')
    .select(['id', 'name', 'colour'])
    .where(isLiveTag(names))
    .orderBy('name')
    .forShare()
    .execute();
}

function carriedTags(ctx: ServiceContext, type: TaggableType, id: string): Promise<TagRef[]> {
  return database(ctx.em)
    .selectFrom('crm_taggings as tagging')
    .innerJoin('crm_tags as tag', 'tag.id', 'tagging.tagId')
    .select(['tag.id', 'tag.name', 'tag.colour'])
    .where('tagging.subjectId', '=', id)
    .where('tagging.subjectType', '=', type)
    .where('tag.deletedAt', 'is', null)
    .execute();
}

function refuseUnknownTags(names: readonly string[], found: readonly TagRef[]): void {
  const known = new Set(found.flatMap(({ id, name }) => [id, foldTagName(name)]));
  const unknown = names.filter((name) => !known.has(name) && !known.has(foldTagName(name)));
  if (unknown.length === 0) return;
  throw refuseFields([
    { field: 'tags', code: 'unknown_tag', message: `There is no tag ${unknown.join(', ')}. Make it first.` },
  ]);
}

async function put(ctx: ServiceContext, type: TaggableType, record: SubjectColumns, tags: TagRef[]): Promise<void> {
  if (tags.length === 0) return;
  const made = { subjectType: type, subjectId: record.id, createdAt: ctx.now, createdBy: ctx.actor.id };
  const added = await database(ctx.em)
    .insertInto('crm_taggings')
    .values(tags.map((tag) => ({ ...made, tagId: tag.id })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('tagId')
    .execute();
  await tell(ctx, type, record, 'tagged', pick(tags, added));
}

async function takeOff(ctx: ServiceContext, type: TaggableType, record: SubjectColumns, tags: TagRef[]): Promise<void> {
  if (tags.length === 0) return;
  const removed = await database(ctx.em)
    .deleteFrom('crm_taggings')
    .where('subjectId', '=', record.id)
    .where('subjectType', '=', type)
    .where(
      'tagId',
      'in',
      tags.map(({ id }) => id),
    )
    .returning('tagId')
    .execute();
  await tell(ctx, type, record, 'untagged', pick(tags, removed));
}

function pick(tags: readonly TagRef[], changed: readonly { readonly tagId: string }[]): TagRef[] {
  return tags.filter(({ id }) => changed.some(({ tagId }) => tagId === id));
}

async function tell(
  ctx: ServiceContext,
  type: TaggableType,
  record: SubjectColumns,
  kind: 'tagged' | 'untagged',
  tags: readonly TagRef[],
): Promise<void> {
  if (tags.length === 0) return;
  await emitChange(ctx, type, record, 'updated');
  if (!isSubject(type)) return;
  await recordTimeline(ctx, ...tags.map((tag) => ({ subject: { type, id: record.id }, kind, payload: { tag } })));
}

function isSubject(type: TaggableType): type is SubjectType {
  return subjectTypes.some((known) => known === type);
}
