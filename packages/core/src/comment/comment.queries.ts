import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { comment } from '@crm/domain/comment/comment';
import type { FilterOf } from '@crm/domain/resource';
import type { NamedRef } from '@crm/domain/scalars';
import { escapeLike } from '../search/matches-text.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of comments. */
export function selectComments(db: Kysely<Database>, filter: FilterOf<typeof comment>) {
  return db
    .selectFrom('crm_comments as comment')
    .selectAll('comment')
    .select([
      userName('comment.createdBy').as('createdByName'),
      userName('comment.updatedBy').as('updatedByName'),
      sql<NamedRef[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name)
        from crm_core.crm_mentions as mention join crm_core.crm_users as u on u.id = mention.user_id
        where mention.source_id = comment.id), '[]'::jsonb)`.as('mentions'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.subjectType ? [eb('comment.subjectType', '=', filter.subjectType)] : []),
        ...(filter.subjectId ? [eb('comment.subjectId', '=', filter.subjectId)] : []),
        ...(filter.parentType ? [eb('comment.parentType', '=', filter.parentType)] : []),
        ...(filter.parentId ? [eb('comment.parentId', 'in', filter.parentId)] : []),
        ...(filter.q ? [eb('comment.body', 'ilike', `%${escapeLike(filter.q)}%`)] : []),
      ]),
    );
}

export type CommentColumns = Awaited<ReturnType<ReturnType<typeof selectComments>['execute']>>[number];

export const commentOrder = {
  table: 'comment',
  columns: { createdAt: { column: 'comment.createdAt' } },
  fallback: 'createdAt',
} as const;
