import { defineEntity, p } from '@mikro-orm/core';
import { articleStatuses } from '@crm/domain/knowledge/article';
import { locales } from '@crm/domain/user/user';
import { idOf, key, moment, optionalIdOf, recordColumns, schema } from './columns.ts';
import { liveIndex, liveUnique, searchIndex, sortIndex, trashIndex } from './indexes.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { User } from './user.entity.ts';

const KbArticleSchema = defineEntity({
  name: 'KbArticle',
  tableName: 'crm_kb_articles',
  schema,
  properties: {
    ...recordColumns(() => User),
    slug: p.text(),
    /** The text that is edited; what readers see is the version `publishedNumber`. */
    title: p.text(),
    body: p.text(),
    language: p.enum(locales),
    categoryId: () => optionalIdOf(TicketCategory),
    /** The same for all translations of one article: the id of the first. */
    translationGroupId: p.uuid(),
    status: p.enum(articleStatuses).default('draft'),
    publishedNumber: p.integer().strictNullable(),
    /** Title, and title with text, of what readers see (of the draft until then), folded as they are searched by. */
    nameNormalized: p.text(),
    searchText: p.text(),
  },
  indexes: [
    sortIndex('crm_kb_articles_created_at', 'createdAt'),
    sortIndex('crm_kb_articles_updated_at', 'updatedAt'),
    sortIndex('crm_kb_articles_title', 'title'),
    trashIndex('crm_kb_articles'),
    liveIndex('crm_kb_articles_status', 'status', 'language', 'createdAt', 'id'),
    liveIndex('crm_kb_articles_category_id', 'categoryId', 'createdAt', 'id'),
    searchIndex('crm_kb_articles'),
  ],
  uniques: [
    liveUnique('crm_kb_articles_slug_language_unique', 'slug', 'language'),
    liveUnique('crm_kb_articles_translation_unique', 'translationGroupId', 'language'),
  ],
});

/** An answer that is given more than once. */
export class KbArticle extends KbArticleSchema.class {}
KbArticleSchema.setClass(KbArticle);

const KbArticleVersionSchema = defineEntity({
  name: 'KbArticleVersion',
  tableName: 'crm_kb_article_versions',
  schema,
  properties: {
    id: key(),
    articleId: () => idOf(KbArticle),
    number: p.integer(),
    title: p.text(),
    body: p.text(),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
  },
  uniques: [{ name: 'crm_kb_article_versions_number_unique', properties: ['articleId', 'number'] }],
});

/** What an article said when it was published. Written once. */
export class KbArticleVersion extends KbArticleVersionSchema.class {}
KbArticleVersionSchema.setClass(KbArticleVersion);
