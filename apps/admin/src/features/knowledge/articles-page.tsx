import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kbArticle } from '@crm/domain/knowledge/article';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { ArticlePeek } from './article-peek.tsx';
import { useArticleColumns } from './use-article-columns.tsx';
import { useArticleFields } from './use-article-fields.ts';

/** Answers that are given more than once. Who may not edit them sees what is published. */
export function ArticlesPage() {
  const { t } = useTranslation('knowledge');
  const { t: app } = useTranslation('app');
  const { t: frame } = useTranslation('resource');
  const may = useMay();
  const mayEdit = may('kb_article:update');
  const views = useMemo(
    () => [
      { id: 'all', label: frame('view.all'), query: '' },
      ...(mayEdit
        ? [
            { id: 'published', label: t('view.published'), query: 'status=published' },
            { id: 'drafts', label: t('view.drafts'), query: 'status=draft' },
            { id: 'archived', label: t('view.archived'), query: 'status=archived' },
          ]
        : []),
    ],
    [t, frame, mayEdit],
  );
  return (
    <ResourceList
      resource="kb_article"
      api={api.kb_article}
      definition={kbArticle}
      title={app('nav.articles')}
      section={app('section.service')}
      columns={useArticleColumns()}
      fields={useArticleFields()}
      views={views}
      initialSort="title"
      rowName={(row) => row.title}
      href={(row) => paths.article(row.id)}
      Peek={ArticlePeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('kb_article:create') ? t('create') : undefined,
      }}
    />
  );
}
