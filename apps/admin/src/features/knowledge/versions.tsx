import { diffArrays } from 'diff';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { VisuallyHidden } from '@crm/ui/a11y/visually-hidden';
import { useFormat } from '@crm/ui/hooks/use-format';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleVersionRow, KbArticleRow } from '@crm/domain/knowledge/article';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './knowledge.module.css';

const most = 50;

/** What was published of an article, the latest first; each can be compared with the draft and become it again. */
export function Versions({ row }: { readonly row: KbArticleRow }) {
  const { data, error, refetch } = useQuery(trpc.kb_article.versions.queryOptions({ id: row.id, limit: most }));
  if (error) return <ErrorView error={error} onRetry={() => void refetch()} />;
  return (
    <div className={classes.versions}>
      {data === undefined && <Skeleton width={420} />}
      {data?.items.map((version) => (
        <Version key={version.id} version={version} row={row} />
      ))}
    </div>
  );
}

function Version({ version, row }: { readonly version: ArticleVersionRow; readonly row: KbArticleRow }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [isCompared, setCompared] = useState(false);
  const restore = useMutation(
    trpc.kb_article.restoreVersion.mutationOptions({
      onSuccess: async () => {
        showToast({ title: t('restored', { number: format.number(version.number) }), state: 'done' });
        await queryClient.invalidateQueries({ queryKey: [['kb_article']] });
      },
    }),
  );
  const isSame = version.body === row.body && version.title === row.title;
  return (
    <section className={classes.version}>
      <header className={classes.versionHead}>
        <b>{t('version', { number: format.number(version.number) })}</b>
        {version.number === row.published?.number && <Badge tone="good">{t('isShown')}</Badge>}
        <Text level={2} size="sm">
          <Moment at={version.publishedAt} as="appointment" />
          {version.publishedBy && ` · ${version.publishedBy.name}`}
        </Text>
        <span className={classes.versionVerbs}>
          <Button
            size="small"
            aria-expanded={isCompared}
            unavailable={isSame}
            title={isSame ? t('sameAsDraft') : undefined}
            onClick={() => setCompared(!isCompared)}
          >
            {t('compare')}
          </Button>
          {row.abilities.update && (
            <Button
              size="small"
              icon="history"
              busy={restore.isPending}
              unavailable={isSame}
              title={isSame ? t('sameAsDraft') : undefined}
              onClick={() => restore.mutate({ id: row.id, data: { number: version.number } })}
            >
              {t('restoreVersion')}
            </Button>
          )}
        </span>
      </header>
      {isCompared && (
        <div className={classes.diff} dir="auto">
          {diffArrays(linesOf(version), linesOf(row)).flatMap(({ added, removed, value }, at) =>
            value.map((text, nth) => (
              <DiffRow key={`${at}-${nth}`} side={added ? 'added' : removed ? 'removed' : 'same'} text={text} />
            )),
          )}
        </div>
      )}
    </section>
  );
}

function linesOf({ title, body }: Pick<KbArticleRow, 'title' | 'body'>): string[] {
  return [title, '', ...body.split('\n')];
}

function DiffRow({ side, text }: { readonly side: 'same' | 'removed' | 'added'; readonly text: string }) {
  const { t } = useTranslation('knowledge');
  const Line = ({ same: 'div', removed: 'del', added: 'ins' } as const)[side];
  return (
    <Line className={classes.line} data-side={side}>
      <span className={classes.sign} aria-hidden="true">
        {{ same: '', removed: '−', added: '+' }[side]}
      </span>
      <span dir="auto">
        {side !== 'same' && <VisuallyHidden>{t(`side.${side}`)} </VisuallyHidden>}
        {text}
      </span>
    </Line>
  );
}
