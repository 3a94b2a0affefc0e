import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Facts, Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Icon } from '@crm/ui/icons/icon';
import { localeNames } from '@crm/ui/i18n/locale';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { KbArticleRow } from '@crm/domain/knowledge/article';
import { locales } from '@crm/domain/user/user';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { useForms } from '#admin/resource/use-forms.ts';
import { ArticleStatus } from './article-marks.tsx';

/** What is known about an article, and the same in other languages. */
export function ArticleSide({ row }: { readonly row: KbArticleRow }) {
  const { t } = useTranslation('knowledge');
  const { t: vocabulary } = useTranslation('vocabulary');
  return (
    <>
      <Section>
        <Facts
          facts={[
            {
              id: 'category',
              label: vocabulary('field.category'),
              value: <WordsCell words={row.category?.name ?? null} />,
            },
            {
              id: 'published',
              label: t('publishedAt'),
              value: row.published ? (
                <Moment at={row.published.publishedAt} as="date" />
              ) : (
                <Nothing label={vocabulary('none')} />
              ),
            },
            { id: 'changed', label: vocabulary('field.updatedAt'), value: <Moment at={row.updatedAt} as="date" /> },
            {
              id: 'by',
              label: vocabulary('field.createdBy'),
              value: row.createdBy ? <Person name={row.createdBy.name} /> : <Nothing label={vocabulary('nobody')} />,
            },
          ]}
        />
      </Section>
      <Translations row={row} />
    </>
  );
}

function Translations({ row }: { readonly row: KbArticleRow }) {
  const { t } = useTranslation('knowledge');
  const may = useMay();
  const forms = useForms();
  const { data } = useQuery(
    trpc.kb_article.list.queryOptions({ filter: { translationGroupId: row.translationGroupId } }),
  );
  const all = data?.items ?? [];
  const missing = locales.filter((language) => all.every((other) => other.language !== language));
  const others = all.filter(({ id }) => id !== row.id);
  if (data === undefined || (others.length === 0 && !may('kb_article:create'))) return null;
  return (
    <Section title={t('translations')}>
      {others.map((other) => (
        <SectionItem
          key={other.id}
          mark={<Icon name="globe" />}
          title={localeNames[other.language]}
          end={<ArticleStatus row={other} />}
          href={paths.article(other.id)}
        />
      ))}
      {may('kb_article:create') &&
        missing.map((language) => (
          <Button
            key={language}
            variant="ghost"
            size="small"
            icon="plus"
            onClick={() =>
              forms.create('kb_article', {
                translationOf: row.id,
                language,
                ...(row.categoryId !== null && { categoryId: row.categoryId }),
              })
            }
          >
            {t('translateTo', { language: localeNames[language] })}
          </Button>
        ))}
    </Section>
  );
}
