import { Badge } from '@crm/ui/data/badge';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import { useTranslation } from 'react-i18next';
import type { KbArticleRow } from '@crm/domain/knowledge/article';

type Tone = NonNullable<Parameters<typeof Badge>[0]['tone']>;

const looks: Readonly<Record<KbArticleRow['status'], { readonly tone: Tone; readonly state: GlyphState }>> = {
  draft: { tone: 'idle', state: 'queued' },
  published: { tone: 'good', state: 'done' },
  archived: { tone: 'idle', state: 'cancelled' },
};

/** Whether readers see an article, and whether a draft of it goes further. */
export function ArticleStatus({ row }: { readonly row: Pick<KbArticleRow, 'status' | 'hasChanges'> }) {
  const { t } = useTranslation('vocabulary');
  const { t: own } = useTranslation('knowledge');
  return (
    <>
      <Badge {...looks[row.status]}>{t(`articleStatus.${row.status}`)}</Badge>
      {row.hasChanges && row.status === 'published' && <Badge tone="warn">{own('unpublished')}</Badge>}
    </>
  );
}
