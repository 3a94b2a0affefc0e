import { z } from 'zod';
import { patchOf } from '../patch.ts';
import { crudPermissions, defineResource, type RowOf } from '../resource.ts';
import { abilities, id, isoDateTime, line, namedRef, prose, queryList, recordBase, searchText } from '../scalars.ts';
import { locales } from '../user/user.ts';

export const articleStatuses = ['draft', 'published', 'archived'] as const;

const longestSlug = 120;
const slug = z
  .string()
  .max(longestSlug)
  .regex(/^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{N}]+)*$/u, 'Use small letters and figures with hyphens between');

const fields = {
  title: line(200),
  /** Markdown. It is stored as written, and made safe where it is shown. */
  body: prose(50_000),
  language: z.enum(locales),
  categoryId: id.nullable().default(null),
};

const publishedText = z.object({
  /** Counts the publications of this article, from 1. */
  number: z.number().int(),
  title: z.string(),
  body: z.string(),
  publishedAt: isoDateTime,
});

/**
 * An answer that is given more than once. A draft is edited beside what is published: who may not edit articles gets
 * the published text in `title` and `body`, and published articles only.
 */
export const kbArticle = defineResource({
  name: 'kb_article',
  path: 'kb_articles',
  table: 'crm_kb_articles',
  row: z.object({
    ...recordBase,
    slug: z.string(),
    title: z.string(),
    body: z.string(),
    language: z.enum(locales),
    categoryId: id.nullable(),
    category: namedRef.nullable(),
    /** The same for all translations of one article. */
    translationGroupId: id,
    status: z.enum(articleStatuses),
    /** What readers see; `null` until it was published. */
    published: publishedText.nullable(),
    /** Whether the text that is edited differs from what readers see. */
    hasChanges: z.boolean(),
    abilities: abilities('update', 'delete', 'restore', 'publish', 'archive'),
  }),
  create: z.strictObject({
    ...fields,
    /** Made from the title when left out. */
    slug: slug.optional(),
    /** The article that this one says in another language. */
    translationOf: id.optional(),
  }),
  example: { title: 'A sensor reports no temperature', body: 'Change the battery first.', language: 'en' },
  update: z.strictObject({ ...patchOf(fields), slug: slug.optional() }),
  filter: z.strictObject({
    status: queryList(z.enum(articleStatuses)).optional(),
    language: queryList(z.enum(locales)).optional(),
    categoryId: queryList(id).optional(),
    translationGroupId: id.optional(),
    slug: slug.optional(),
    q: searchText.optional(),
  }),
  sortable: ['createdAt', 'updatedAt', 'title'],
  permissions: crudPermissions('kb_article'),
});
export type KbArticleRow = RowOf<typeof kbArticle>;

/** What an article said when it was published. */
export const articleVersionRow = publishedText.extend({ id, articleId: id, publishedBy: namedRef.nullable() });
export type ArticleVersionRow = z.output<typeof articleVersionRow>;

export const restoreVersionInput = z.strictObject({ number: z.number().int().min(1) });

/** An article that may answer a ticket, the best first. */
export const suggestedArticle = z.object({
  id,
  slug: z.string(),
  title: z.string(),
  language: z.enum(locales),
  /** How many of the ticket's words are in the title, and in the text. */
  wordsInTitle: z.number().int(),
  wordsInText: z.number().int(),
});
export type SuggestedArticle = z.output<typeof suggestedArticle>;

/** A title as the last part of an address: `Reset the gateway!` → `reset-the-gateway`. */
export function slugOf(foldedTitle: string): string {
  return foldedTitle.replaceAll(' ', '-').slice(0, longestSlug).replace(/-+$/u, '') || 'article';
}
