import type { Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { Actor } from '@crm/domain/actor';
import { kbArticle, type ArticleVersionRow, type KbArticleRow } from '@crm/domain/knowledge/article';
import type { FilterOf } from '@crm/domain/resource';
import { can, isAllowed } from '../policy.ts';
import { iso, presentRecord, recordAbilities, ref } from '../present.ts';
import { matchesText } from '../search/matches-text.ts';
import { categoryName } from '../ticket/ticket-category.queries.ts';
import { userName } from '../user/user.queries.ts';

type Filter = FilterOf<typeof kbArticle>;

/** Every read of articles, with what is published beside what is edited. */
export function selectArticles(db: Kysely<Database>, filter: Filter) {
  return db
    .selectFrom('crm_kb_articles as article')
    .leftJoin('crm_kb_article_versions as published', (join) =>
      join.onRef('published.articleId', '=', 'article.id').onRef('published.number', '=', 'article.publishedNumber'),
    )
    .selectAll('article')
    .select([
      'published.title as publishedTitle',
      'published.body as publishedBody',
      'published.createdAt as publishedAt',
      categoryName('article.categoryId').as('categoryName'),
      userName('article.createdBy').as('createdByName'),
      userName('article.updatedBy').as('updatedByName'),
    ])
    .where((eb) =>
      eb.and([
        ...(filter.status ? [eb('article.status', 'in', filter.status)] : []),
        ...(filter.language ? [eb('article.language', 'in', filter.language)] : []),
        ...(filter.categoryId ? [eb('article.categoryId', 'in', filter.categoryId)] : []),
        ...(filter.translationGroupId ? [eb('article.translationGroupId', '=', filter.translationGroupId)] : []),
        ...(filter.slug ? [eb('article.slug', '=', filter.slug)] : []),
        ...(filter.q ? [matchesText('article.searchText', filter.q)] : []),
      ]),
    );
}

/** What readers may read. */
export function selectPublished(db: Kysely<Database>, filter: Filter) {
  return selectArticles(db, filter).where('article.status', '=', 'published');
}

export type ArticleColumns = Awaited<ReturnType<ReturnType<typeof selectArticles>['execute']>>[number];

export const articleOrder = {
  table: 'article',
  columns: {
    createdAt: { column: 'article.createdAt' },
    updatedAt: { column: 'article.updatedAt' },
    title: { column: 'article.title' },
  },
  fallback: '-createdAt',
  text: 'article.searchText',
} as const;

/** Whether somebody works on articles, and so sees drafts. */
export function isWriter(actor: Actor): boolean {
  return isAllowed(actor, 'kb_article:update');
}

export function presentArticle(row: ArticleColumns, actor: Actor): KbArticleRow {
  const published = publishedOf(row);
  const shown = isWriter(actor) || published === null ? row : published;
  const live = row.deletedAt === null;
  const nobody = { assignedTo: null, teamId: null };
  return {
    ...presentRecord(row),
    slug: row.slug,
    title: shown.title,
    body: shown.body,
    language: row.language,
    categoryId: row.categoryId,
    category: ref(row.categoryId, row.categoryName),
    translationGroupId: row.translationGroupId,
    status: row.status,
    published,
    hasChanges: published === null || shown.title !== published.title || shown.body !== published.body,
    abilities: {
      ...recordAbilities(actor, { deletedAt: row.deletedAt }, kbArticle.permissions),
      publish: live && can(actor, 'kb_article:publish', nobody),
      archive: live && row.status !== 'archived' && can(actor, 'kb_article:archive', nobody),
    },
  };
}

function publishedOf(row: ArticleColumns): KbArticleRow['published'] {
  const { publishedNumber, publishedTitle, publishedBody, publishedAt } = row;
  if (publishedNumber === null || publishedTitle === null || publishedBody === null || publishedAt === null)
    return null;
  return { number: publishedNumber, title: publishedTitle, body: publishedBody, publishedAt: iso(publishedAt) };
}

export function selectVersions(db: Kysely<Database>, articleId: string) {
  return db
    .selectFrom('crm_kb_article_versions as version')
    .selectAll('version')
    .select(userName('version.createdBy').as('createdByName'))
    .where('version.articleId', '=', articleId);
}

type VersionColumns = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number];

export const versionOrder = {
  table: 'version',
  columns: { number: { column: 'version.number' } },
  fallback: '-number',
} as const;

export function presentVersion(row: VersionColumns): ArticleVersionRow {
  return {
    id: row.id,
    articleId: row.articleId,
    number: row.number,
    title: row.title,
    body: row.body,
    publishedAt: iso(row.createdAt),
    publishedBy: ref(row.createdBy, row.createdByName),
  };
}
