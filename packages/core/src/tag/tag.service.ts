import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { Tag } from '@crm/db/entities/tag.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { CreateOf, UpdateOf } from '@crm/domain/resource';
import { tag } from '@crm/domain/tag/tag';
import { foldTagName } from '@crm/domain/tag/tag.rules';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { allow } from '../policy.ts';
import { makeReads } from '../reads.ts';
import {
  assignChanges,
  newRecord,
  openRecord,
  saveCreated,
  saveDeleted,
  saveRestored,
  saveUpdated,
} from '../record.ts';
import { presentTag } from './tag.presenter.ts';
import { selectTags, tagOrder } from './tag.queries.ts';

const reads = makeReads({
  name: 'tag',
  permission: tag.permissions.read,
  select: selectTags,
  present: presentTag,
  order: tagOrder,
  owned: false,
});

/** Tags themselves; what carries them is the matter of `taggingService`. */
export const tagService = {
  ...reads,

  /** @throws DomainError `duplicate` for a name that is taken, however it is written */
  async create(ctx: ServiceContext, data: CreateOf<typeof tag>) {
    allow(ctx, 'tag:create');
    const nameNormalized = foldTagName(data.name);
    await refuseTakenName(ctx, nameNormalized, null);
    const record = ctx.em.create(Tag, { ...newRecord(ctx, randomUUIDv7()), ...data, nameNormalized });
    await saveCreated(ctx, 'tag', record);
    return reads.get(ctx, record.id);
  },

  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof tag>, version?: number) {
    const record = await open(ctx, id, 'tag:update', version);
    const nameNormalized = foldTagName(data.name ?? record.name);
    await refuseTakenName(ctx, nameNormalized, id);
    await saveUpdated(ctx, 'tag', record, assignChanges(record, { ...data, nameNormalized }));
    return reads.get(ctx, id);
  },

  /** Records show it no more. What carried it is remembered, so that restoring brings it back everywhere. */
  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'tag', await open(ctx, id, 'tag:delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'tag:restore');
    await refuseTakenName(ctx, record.nameNormalized, id);
    await saveRestored(ctx, 'tag', record);
    return reads.get(ctx, id);
  },

  /**
   * Makes one tag of two: what carried this one carries the other, and this one goes to the trash with nothing on it.
   * @returns the other one
   */
  async merge(ctx: ServiceContext, id: string, into: string) {
    allow(ctx, 'tag:merge');
    if (id === into) {
      throw refuseFields([{ field: 'into', code: 'same', message: 'Choose another tag to merge this one into.' }]);
    }
    // In one order, so that two who merge the same tags both ways take turns.
    for (const each of [id, into].toSorted()) await open(ctx, each, 'tag:merge');
    const db = database(ctx.em);
    await sql`insert into crm_core.crm_taggings (tag_id, subject_type, subject_id, created_at, created_by)
      select ${into}, subject_type, subject_id, created_at, created_by from crm_core.crm_taggings where tag_id = ${id}
      on conflict do nothing`.execute(db);
    await db.deleteFrom('crm_taggings').where('tagId', '=', id).execute();
    await saveDeleted(ctx, 'tag', await open(ctx, id, 'tag:merge'));
    await emitChange(ctx, 'tag', { id: into }, 'updated');
    return reads.get(ctx, into);
  },
};

function open(
  ctx: ServiceContext,
  id: string,
  permission: `tag:${'update' | 'delete' | 'restore' | 'merge'}`,
  version?: number,
) {
  return openRecord(ctx, Tag, 'tag', { id, permission, read: 'tag:read', version });
}

async function refuseTakenName(ctx: ServiceContext, nameNormalized: string, except: string | null): Promise<void> {
  const holder = await database(ctx.em)
    .selectFrom('crm_tags')
    .select(['id', 'name'])
    .where('nameNormalized', '=', nameNormalized)
    .where('deletedAt', 'is', null)
    .$if(except !== null, (select) => select.where('id', '!=', except ?? ''))
    .executeTakeFirst();
  if (!holder) return;
  throw new DomainError('duplicate', `The tag ${holder.name} exists already. Use it.`, {
    ...refuseFields([{ field: 'name', code: 'duplicate', message: 'Taken.' }]).details,
    existing: { id: holder.id, name: holder.name },
  });
}
