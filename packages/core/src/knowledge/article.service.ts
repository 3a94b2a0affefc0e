import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { KbArticle } from '@crm/db/entities/kb-article.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import {
  kbArticle,
  slugOf,
  type ArticleVersionRow,
  type KbArticleRow,
  type restoreVersionInput,
} from '@crm/domain/knowledge/article';
import { foldName } from '@crm/domain/normalize/name';
import type { ListQuery, Page } from '@crm/domain/page';
import type { CreateOf, FilterOf, UpdateOf } from '@crm/domain/resource';
import type { ServiceContext } from '../context.ts';
import { readPage, type Parents } from '../page.ts';
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
import { ticketCategoryService } from '../ticket/ticket-category.service.ts';
import {
  articleOrder,
  isWriter,
  presentArticle,
  presentVersion,
  selectArticles,
  selectPublished,
  selectVersions,
  versionOrder,
} from './article.queries.ts';

const source = {
  name: 'kb_article',
  permission: kbArticle.permissions.read,
  present: presentArticle,
  order: articleOrder,
  owned: false,
} as const;
const allArticles = makeReads({ ...source, select: selectArticles });
const publishedArticles = makeReads({ ...source, select: selectPublished });

function readsFor({ actor }: ServiceContext) {
  return isWriter(actor) ? allArticles : publishedArticles;
}

type Filter = FilterOf<typeof kbArticle>;

/** The knowledge base. Who writes it sees drafts; everybody else what is published. */
export const kbArticleService = {
  list: (ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<KbArticleRow>> => readsFor(ctx).list(ctx, query),
  count: (ctx: ServiceContext, filter: Filter) => readsFor(ctx).count(ctx, filter),
  get: (ctx: ServiceContext, id: string): Promise<KbArticleRow> => readsFor(ctx).get(ctx, id),
  getMany: (ctx: ServiceContext, ids: readonly string[]) => readsFor(ctx).getMany(ctx, ids),
  listFor: (ctx: ServiceContext, parents: Parents, query: ListQuery<Filter>) =>
    readsFor(ctx).listFor(ctx, parents, query),
  defaultSort: allArticles.defaultSort,

  async create(ctx: ServiceContext, { translationOf, slug, ...data }: CreateOf<typeof kbArticle>) {
    allow(ctx, 'kb_article:create');
    await requireCategory(ctx, data.categoryId);
    const id = randomUUIDv7();
    const translationGroupId = translationOf === undefined ? id : await groupOf(ctx, translationOf);
    const address = { slug: slug ?? slugOf(foldName(data.title)), language: data.language, translationGroupId };
    await refuseTaken(ctx, address, null);
    const record = ctx.em.create(KbArticle, {
      ...newRecord(ctx, id),
      ...data,
      ...address,
      ...searchColumns(data),
      status: 'draft',
      publishedNumber: null,
    });
    await saveCreated(ctx, 'kb_article', record);
    return allArticles.get(ctx, id);
  },

  /** Changes the draft; what readers see stays until it is published. */
  async update(ctx: ServiceContext, id: string, data: UpdateOf<typeof kbArticle>, version?: number) {
    const record = await open(ctx, id, 'update', version);
    await requireCategory(ctx, data.categoryId);
    const changes = assignChanges(record, data);
    await refuseTaken(ctx, record, id);
    const searched = record.publishedNumber === null ? assignChanges(record, searchColumns(record)) : {};
    await saveUpdated(ctx, 'kb_article', record, { ...changes, ...searched });
    return allArticles.get(ctx, id);
  },

  /** Shows readers the draft as it is now, and keeps it as a version; the same text is not kept twice in a row. */
  async publish(ctx: ServiceContext, id: string, version?: number) {
    const record = await open(ctx, id, 'publish', version);
    const { published } = await allArticles.get(ctx, id);
    const unchanged = published?.title === record.title && published.body === record.body;
    const publishedNumber = unchanged ? published.number : await storeVersion(ctx, record);
    const changes = assignChanges(record, { status: 'published', publishedNumber, ...searchColumns(record) });
    await saveUpdated(ctx, 'kb_article', record, changes);
    return allArticles.get(ctx, id);
  },

  /** Takes an article from readers; publishing it brings it back. */
  async archive(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'archive');
    await saveUpdated(ctx, 'kb_article', record, assignChanges(record, { status: 'archived' }));
    return allArticles.get(ctx, id);
  },

  /** What was published, the newest first. */
  async versions(ctx: ServiceContext, id: string, query: ListQuery<never>): Promise<Page<ArticleVersionRow>> {
    allow(ctx, 'kb_article:update');
    await allArticles.get(ctx, id);
    return readPage(selectVersions(database(ctx.em), id), query, versionOrder, presentVersion);
  },

  /** Makes an earlier text the draft again; readers see it when it is published. */
  async restoreVersion(ctx: ServiceContext, id: string, { number }: z.output<typeof restoreVersionInput>) {
    const record = await open(ctx, id, 'update');
    const kept = await selectVersions(database(ctx.em), id).where('version.number', '=', number).executeTakeFirst();
    if (!kept) throw refuseFields([{ field: 'number', code: 'unknown_version', message: 'Choose a kept version.' }]);
    await saveUpdated(ctx, 'kb_article', record, assignChanges(record, { title: kept.title, body: kept.body }));
    return allArticles.get(ctx, id);
  },

  async delete(ctx: ServiceContext, id: string, version?: number): Promise<void> {
    await saveDeleted(ctx, 'kb_article', await open(ctx, id, 'delete', version));
  },

  async restore(ctx: ServiceContext, id: string) {
    const record = await open(ctx, id, 'restore');
    await refuseTaken(ctx, record, id);
    await saveRestored(ctx, 'kb_article', record);
    return allArticles.get(ctx, id);
  },
};

type Action = 'update' | 'delete' | 'restore' | 'publish' | 'archive';

function open(ctx: ServiceContext, id: string, action: Action, version?: number) {
  const options = { id, permission: `kb_article:${action}`, read: 'kb_article:read', version } as const;
  return openRecord(ctx, KbArticle, 'kb_article', options);
}

/** The text as it is searched by: folded, as names are. */
function searchColumns({ title, body }: { readonly title: string; readonly body: string }) {
  return { nameNormalized: foldName(title), searchText: foldName(`${title} ${body}`) };
}

async function storeVersion(ctx: ServiceContext, { id, title, body }: KbArticle): Promise<number> {
  const db = database(ctx.em);
  // The article is locked, so nobody else counts at the same time.
  const { last } = await db
    .selectFrom('crm_kb_article_versions')
    .select(sql<number>`coalesce(max(number), 0)::int`.as('last'))
    .where('articleId', '=', id)
    .executeTakeFirstOrThrow();
  const number = last + 1;
  await db
    .insertInto('crm_kb_article_versions')
    .values({ id: randomUUIDv7(), articleId: id, number, title, body, createdAt: ctx.now, createdBy: ctx.actor.id })
    .execute();
  return number;
}

async function groupOf(ctx: ServiceContext, articleId: string): Promise<string> {
  const { translationGroupId } = await allArticles.get(ctx, articleId).catch(() => {
    throw refuseFields([{ field: 'translationOf', code: 'unknown_article', message: 'Choose an existing article.' }]);
  });
  return translationGroupId;
}

async function requireCategory(ctx: ServiceContext, categoryId: string | null | undefined): Promise<void> {
  if (!categoryId) return;
  await ticketCategoryService.get(ctx, categoryId).catch(() => {
    throw refuseFields([{ field: 'categoryId', code: 'unknown_category', message: 'Choose an existing category.' }]);
  });
}

/**
 * One article per address, and one translation per language. The database's unique indexes have the last word.
 * @throws DomainError `duplicate` naming the field and the other article
 */
async function refuseTaken(
  ctx: ServiceContext,
  { slug, language, translationGroupId }: Pick<KbArticle, 'slug' | 'language' | 'translationGroupId'>,
  except: string | null,
): Promise<void> {
  const others = await database(ctx.em)
    .selectFrom('crm_kb_articles')
    .select(['id', 'title as name', 'slug'])
    .where('language', '=', language)
    .where('deletedAt', 'is', null)
    .where((eb) => eb.or([eb('slug', '=', slug), eb('translationGroupId', '=', translationGroupId)]))
    .execute();
  const other = others.find(({ id }) => id !== except);
  if (!other) return;
  const field = other.slug === slug ? 'slug' : 'language';
  throw new DomainError('duplicate', `Another article has this ${field}.`, {
    field,
    existing: { id: other.id, name: other.name },
  });
}
