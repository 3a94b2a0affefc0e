import { Facts } from '@crm/ui/data/facts';
import { Markdown } from '@crm/ui/data/markdown';
import { Moment } from '@crm/ui/data/moment';
import { Icon } from '@crm/ui/icons/icon';
import { localeNames } from '@crm/ui/i18n/locale';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import type { KbArticleRow } from '@crm/domain/knowledge/article';
import { api } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { ArticleStatus } from './article-marks.tsx';

/** An article beside the list: what it says, and to whom. */
export function ArticlePeek({ row }: { readonly row: KbArticleRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <>
      <PreviewHead
        mark={<Icon name="book" />}
        title={row.title}
        detail={localeNames[row.language]}
        badge={<ArticleStatus row={row} />}
        actions={<PeekActions resource="kb_article" api={api.kb_article} row={row} />}
      />
      <Section>
        <Facts
          facts={[
            { id: 'category', label: t('field.category'), value: <WordsCell words={row.category?.name ?? null} /> },
            { id: 'updated', label: t('field.updatedAt'), value: <Moment at={row.updatedAt} /> },
          ]}
        />
      </Section>
      <Section>
        <Markdown text={row.body} level={3} />
      </Section>
    </>
  );
}
