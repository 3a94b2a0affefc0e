import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import { countCap } from '@crm/domain/page-limits';
import type { FilterOf } from '@crm/domain/resource';
import type { tag } from '@crm/domain/tag/tag';
import { foldTagName } from '@crm/domain/tag/tag.rules';
import { escapeLike } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of tags, with the number of records that carry each: counted up to the cap of all counts. */
export function selectTags(db: Kysely<Database>, filter: FilterOf<typeof tag>) {
  return db
    .selectFrom('crm_tags as tag')
    .selectAll('tag')
    .select([
      userName('tag.createdBy').as('createdByName'),
      userName('tag.updatedBy').as('updatedByName'),
      sql<number>`(select count(*)::int from (
        select 1 from crm_core.crm_taggings where tag_id = tag.id limit ${countCap + 1}) as capped)`.as('records'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.colour ? [eb('tag.colour', 'in', filter.colour)] : []),
        ...(filter.q ? [eb('tag.nameNormalized', 'like', `%${escapeLike(foldTagName(filter.q))}%`)] : []),
      ]),
    );
}

export type TagColumns = Awaited<ReturnType<ReturnType<typeof selectTags>['execute']>>[number];

export const tagOrder = {
  table: 'tag',
  columns: { name: { column: 'tag.name' }, createdAt: { column: 'tag.createdAt' } },
  fallback: 'name',
} as const;
