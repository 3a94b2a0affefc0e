import { RecordName } from '@crm/ui/data/named';
import { localeNames } from '@crm/ui/i18n/locale';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KbArticleRow } from '@crm/domain/knowledge/article';
import { paths } from '#admin/app/paths.ts';
import { MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { ArticleStatus } from './article-marks.tsx';
import classes from './knowledge.module.css';

/** What a list of articles can show. */
export function useArticleColumns(): readonly ListColumn<KbArticleRow>[] {
  const { t } = useTranslation('vocabulary');
  return useMemo<readonly ListColumn<KbArticleRow>[]>(
    () => [
      {
        id: 'title',
        header: t('noun.kb_article'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, title }) => <RecordName name={title} kind="plain" href={paths.article(id)} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '260px',
        initial: true,
        small: 'detail',
        cell: (row) => (
          <span className={classes.marks}>
            <ArticleStatus row={row} />
          </span>
        ),
      },
      {
        id: 'category',
        header: t('field.category'),
        width: '184px',
        initial: true,
        dropsFirst: true,
        cell: ({ category }) => <WordsCell words={category?.name ?? null} />,
      },
      {
        id: 'language',
        header: t('field.language'),
        width: '112px',
        initial: true,
        small: 'aside',
        cell: ({ language }) => <WordsCell words={localeNames[language]} />,
      },
      {
        id: 'updatedAt',
        header: t('field.updatedAt'),
        width: '124px',
        initial: true,
        dropsFirst: true,
        cell: ({ updatedAt }) => <MomentCell at={updatedAt} />,
      },
      {
        id: 'createdAt',
        header: t('field.createdAt'),
        width: '124px',
        cell: ({ createdAt }) => <MomentCell at={createdAt} />,
      },
    ],
    [t],
  );
}
