import { sql, type RawBuilder } from 'kysely';
import { database } from '@crm/db/orm';
import type { SuggestedArticle } from '@crm/domain/knowledge/article';
import { wordStems } from '@crm/domain/knowledge/article-words.rules';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { ticketReads } from '../ticket/ticket.reads.ts';

const mostSuggested = 5;
const weightOfTitle = 3;
const weightOfCategory = 2;

/**
 * Published articles that may answer a ticket: those in its language in which words of its subject occur, a word in the
 * title counting three times one in the text, and the ticket's own category like two words of text. Words are looked
 * up in the trigram index of the articles' text.
 */
export async function suggestArticles(ctx: ServiceContext, ticketId: string): Promise<SuggestedArticle[]> {
  const ticket = await ticketReads.get(ctx, ticketId);
  allow(ctx, 'kb_article:read');
  const stems = wordStems(ticket.subject);
  if (stems.length === 0) return [];
  const { rows } = await articlesWith(stems, ticket).execute(database(ctx.em));
  return rows;
}

/** The statement behind it, so that its plan can be looked at. */
export function articlesWith(
  stems: readonly string[],
  { language, categoryId }: Pick<TicketRow, 'language' | 'categoryId'>,
): RawBuilder<SuggestedArticle> {
  const patterns = stems.map((stem) => `%${stem}%`);
  const found = sql.join(
    patterns.map((pattern) => sql`article.search_text like ${pattern}`),
    sql` or `,
  );
  return sql<SuggestedArticle>`
    select id, slug, title, language, "wordsInTitle", "wordsInText"
    from (
      select article.id, article.slug, version.title, article.language, article.updated_at, article.category_id,
        (select count(*)::int from unnest(${patterns}::text[]) as p where name_normalized like p) as "wordsInTitle",
        (select count(*)::int from unnest(${patterns}::text[]) as p where search_text like p) as "wordsInText"
      from crm_core.crm_kb_articles article
        join crm_core.crm_kb_article_versions version
          on version.article_id = article.id and version.number = article.published_number
      where article.status = 'published' and article.deleted_at is null and (${found})
        and ${language === null ? sql`true` : sql`article.language = ${language}`}
    ) as candidates
    order by "wordsInTitle" * ${weightOfTitle}::int + "wordsInText"
      + case when category_id = ${categoryId} then ${weightOfCategory}::int else 0 end desc, updated_at desc, id
    limit ${mostSuggested}`;
}
