import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { TaggableType } from '@crm/domain/tag/tag';
import { foldTagName } from '@crm/domain/tag/tag.rules';
import type { TagRef } from '@crm/domain/tag/tag-ref';
import { database } from '@crm/db/orm';
import type { ServiceContext } from '../context.ts';
import type { Wanted } from '../page.ts';

/**
 * The tags of a row, in the order of their names, as a subquery: looked up row by row like other names, so a page costs
 * no further statement.
 * @param table name or alias with the `id`
 */
export function tagsOf(type: TaggableType, table: string): RawBuilder<TagRef[]> {
  return sql<TagRef[]>`coalesce((
    select jsonb_agg(jsonb_build_object('id', tag.id, 'name', tag.name, 'colour', tag.colour) order by tag.name)
    from crm_core.crm_taggings as tagging join crm_core.crm_tags as tag on tag.id = tagging.tag_id
    where tagging.subject_id = ${sql.ref(`${table}.id`)} and tagging.subject_type = ${type} and tag.deleted_at is null
  ), '[]'::jsonb)`;
}

/**
 * The condition that a row carries any of these tags.
 * @param tagIds found before: the planner knows how common each tag is, if it is told which
 */
export function carriesTags(type: string, table: string, tagIds: readonly string[]): Wanted {
  const id = sql.ref(`${table}.id`);
  const tagged = sql`crm_core.crm_taggings where subject_type = ${type} and tag_id = any(${tagIds}::uuid[])`;
  return {
    // As a value, because an `exists` would be answered by reading all taggings of the tag first.
    hit: sql<boolean>`coalesce((select true from ${tagged} and subject_id = ${id} limit 1), false)`,
    found: sql<boolean>`${id} in (select subject_id from ${tagged})`,
  };
}

/** The live tags that are called so, by id or name; what is unknown is left out. */
export async function findTagIds(ctx: ServiceContext, tags: readonly string[]): Promise<readonly string[]> {
  const found = await database(ctx.em).selectFrom('crm_tags').select('id').where(isLiveTag(tags)).execute();
  return found.map(({ id }) => id);
}

/** A condition on rows of `crm_tags` without an alias: not in the trash, and one of these by id or name. */
export function isLiveTag(tags: readonly string[]): RawBuilder<boolean> {
  const ids = tags.filter((tag) => z.uuid().safeParse(tag).success);
  return sql<boolean>`(deleted_at is null
    and (id = any(${ids}::uuid[]) or name_normalized = any(${tags.map(foldTagName)}::text[])))`;
}
