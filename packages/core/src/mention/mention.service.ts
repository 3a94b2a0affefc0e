import { sql } from 'kysely';
import { database } from '@crm/db/orm';
import type { MentionFilter, MentionRow } from '@crm/domain/comment/comment';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import { countCapped, readPage } from '../page.ts';
import { iso, ref } from '../present.ts';
import { subjectName, subjectVisible } from '../subject.ts';
import { userName } from '../user/user.queries.ts';

const order = {
  table: 'mention',
  columns: { createdAt: { column: 'mention.createdAt' } },
  fallback: '-createdAt',
} as const;

/** The caller's own mentions, on records that the caller still sees and in texts that are still there. */
function selectOwn(ctx: ServiceContext, filter: MentionFilter) {
  return database(ctx.em)
    .selectFrom('crm_mentions as mention')
    .leftJoin('crm_comments as comment', (on) =>
      on.onRef('comment.id', '=', 'mention.sourceId').on('comment.deletedAt', 'is', null),
    )
    .leftJoin('crm_activities as note', (on) =>
      on.onRef('note.id', '=', 'mention.sourceId').on('note.deletedAt', 'is', null),
    )
    .selectAll('mention')
    .select([
      userName('mention.createdBy').as('createdByName'),
      subjectName('mention').as('subjectName'),
      sql<string>`coalesce(comment.body, note.body, note.subject)`.as('text'),
    ])
    .where('mention.userId', '=', ctx.actor.id ?? '')
    .where((eb) => eb.or([eb('comment.id', 'is not', null), eb('note.id', 'is not', null)]))
    .where(subjectVisible(ctx, 'mention'))
    .$if(filter.unread !== undefined, (select) =>
      select.where('mention.readAt', filter.unread === true ? 'is' : 'is not', null),
    );
}

type MentionColumns = Awaited<ReturnType<ReturnType<typeof selectOwn>['execute']>>[number];

/** Where somebody was mentioned. Everybody reads the own mentions only, so no permission is asked. */
export const mentionService = {
  list(ctx: ServiceContext, query: ListQuery<MentionFilter>): Promise<Page<MentionRow>> {
    return readPage(selectOwn(ctx, query.filter ?? {}), query, order, presentMention);
  },

  count(ctx: ServiceContext, filter: MentionFilter): Promise<Count> {
    return countCapped(database(ctx.em), selectOwn(ctx, filter));
  },

  /** @param ids all of them when left out; those of others are left alone */
  async markRead(ctx: ServiceContext, ids?: readonly string[]): Promise<void> {
    await database(ctx.em)
      .updateTable('crm_mentions')
      .set({ readAt: ctx.now })
      .where('userId', '=', ctx.actor.id ?? '')
      .where('readAt', 'is', null)
      .$if(ids !== undefined, (update) => update.where('id', 'in', ids ?? []))
      .execute();
  },
};

function presentMention(row: MentionColumns): MentionRow {
  return {
    id: row.id,
    createdAt: iso(row.createdAt),
    mentionedBy: ref(row.createdBy, row.createdByName),
    readAt: iso(row.readAt),
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    sourceType: row.sourceType,
    sourceId: row.sourceId,
    text: row.text,
  };
}
