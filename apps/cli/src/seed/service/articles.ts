import { slugOf } from '@crm/domain/knowledge/article';
import { foldName } from '@crm/domain/normalize/name';
import type { Demo } from '../demo.ts';
import { categoryOf, type Desk } from './desk.ts';
import { arabic } from './texts.ar.ts';
import { english } from './texts.en.ts';
import { russian } from './texts.ru.ts';
import { topics, type LanguageTexts, type Topic } from './topic.ts';

export const texts = { en: english, ru: russian, ar: arabic } as const satisfies Record<string, LanguageTexts>;
export type Language = keyof typeof texts;

/** Published articles by language and topic. */
export type Articles = ReadonlyMap<string, string>;

export function articleKey(language: Language, topic: Topic): string {
  return `${language}/${topic}`;
}

/** What is worth an article: in English, and most of it in Russian and Arabic. Two are not there for readers yet. */
export function makeArticles(demo: Demo, desk: Desk): Articles {
  const published = new Map<string, string>();
  for (const topic of topics) {
    let group: string | null = null;
    for (const language of ['en', 'ru', 'ar'] as const) {
      const told = texts[language].topics[topic];
      if (!told) continue;
      const status = statusOf(language, topic);
      const { title, body } = told.article;
      const at = demo.calendar.ago(demo.random.int(120, 380));
      const made = demo.record(at, 'rahimi');
      group ??= made.id;
      // The draft of one goes beyond what readers see.
      const draft =
        topic === 'alarms' && language === 'en' ? `${body}\n\n## On leave\n\nSay who stands in for you.` : body;
      demo.rows.crm_kb_articles.push({
        ...made,
        updatedAt: demo.calendar.after(at, 1, 60),
        slug: slugOf(foldName(title)),
        title,
        body: draft,
        language,
        categoryId: desk.categories[categoryOf[topic]].id,
        translationGroupId: group,
        status,
        publishedNumber: status === 'draft' ? null : 1,
        nameNormalized: foldName(title),
        searchText: foldName(`${title} ${body}`),
      });
      if (status !== 'draft') keepVersion(demo, made.id, at, title, body);
      if (status === 'published') published.set(articleKey(language, topic), made.id);
    }
  }
  return published;
}

function statusOf(language: Language, topic: Topic) {
  if (language === 'ar' && topic === 'record') return 'draft';
  return language === 'ru' && topic === 'humidity' ? 'archived' : 'published';
}

function keepVersion(demo: Demo, articleId: string, at: Date, title: string, body: string): void {
  demo.rows.crm_kb_article_versions.push({
    id: demo.random.id(at),
    articleId,
    number: 1,
    title,
    body,
    createdAt: at,
    createdBy: demo.userIds.rahimi,
  });
}
