import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { TaggableType } from '@crm/domain/tag/tag';
import { foldTagName } from '@crm/domain/tag/tag.rules';
import type { TagRef } from '@crm/domain/tag/tag-ref';

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
 * Whether a row carries any of these tags.
 * @param tags ids or names; an unknown one is carried by nothing
 */
export function isTagged(type: string, table: string, tags: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from crm_core.crm_taggings as tagging
    where tagging.subject_id = ${sql.ref(`${table}.id`)} and tagging.subject_type = ${type}
      and tagging.tag_id = any(array(select id from crm_core.crm_tags where ${isLiveTag(tags)})))`;
}

/** A condition on rows of `crm_tags` without an alias: not in the trash, and one of these by id or name. */
export function isLiveTag(tags: readonly string[]): RawBuilder<boolean> {
  const ids = tags.filter((tag) => z.uuid().safeParse(tag).success);
  return sql<boolean>`(deleted_at is null
    and (id = any(${ids}::uuid[]) or name_normalized = any(${tags.map(foldTagName)}::text[])))`;
}
