import { useQuery } from '@tanstack/react-query';
import { Button, ButtonLink } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Tabs } from '@crm/ui/controls/tabs';
import { Badge } from '@crm/ui/data/badge';
import { Markdown } from '@crm/ui/data/markdown';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Note } from '@crm/ui/feedback/note';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { Icon } from '@crm/ui/icons/icon';
import { localeNames } from '@crm/ui/i18n/locale';
import { Inspector } from '@crm/ui/layout/inspector';
import { RecordLayout, RecordStream, RecordTitle } from '@crm/ui/layout/record-layout';
import { Menu } from '@crm/ui/overlays/menu';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { KbArticleRow } from '@crm/domain/knowledge/article';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { hasCode } from '#admin/lib/api-error.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { ArticleStatus } from './article-marks.tsx';
import { ArticleSide } from './article-side.tsx';
import classes from './knowledge.module.css';
import { useArticleVerbs } from './use-article-verbs.ts';
import { Versions } from './versions.tsx';

/** An article as readers see it; for who edits it also the draft and what was published before. */
export function ArticlePage() {
  const { t } = useTranslation('knowledge');
  const { t: app } = useTranslation('app');
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(trpc.kb_article.get.queryOptions({ id }));
  if (data) return <Article key={data.id} row={data} />;
  const title = app('nav.articles');
  return (
    <Page title={title} crumbs={[{ label: title, href: paths.articles }]}>
      <RecordLayout head={<RecordTitle title={title} />}>
        {error && hasCode(error, 'not_found', 'bad_request') && (
          <BlankSlate
            picture="records"
            title={t('gone')}
            actions={<ButtonLink href={paths.articles}>{t('back')}</ButtonLink>}
          >
            {t('goneReason')}
          </BlankSlate>
        )}
        {error && !hasCode(error, 'not_found', 'bad_request') && (
          <ErrorView error={error} onRetry={() => void refetch()} />
        )}
        {!error && <Skeleton width={420} />}
      </RecordLayout>
    </Page>
  );
}

const tabs = ['read', 'draft', 'versions'] as const;

function Article({ row }: { readonly row: KbArticleRow }) {
  const { t } = useTranslation('knowledge');
  const { t: app } = useTranslation('app');
  const [search] = useSearchParams();
  const verbs = useArticleVerbs(row);
  const mayEdit = row.abilities.update;
  const hasDraft = mayEdit && (row.published === null || row.hasChanges);
  const open = tabs.filter((tab) => tab === 'read' || (tab === 'draft' ? hasDraft : mayEdit && row.published));
  const tab = open.find((known) => known === search.get('tab')) ?? 'read';
  const shown = row.published ?? row;
  const { primary } = verbs;
  return (
    <Page title={shown.title} crumbs={[{ label: app('nav.articles'), href: paths.articles }, { label: shown.title }]}>
      <RecordLayout
        head={
          <>
            <RecordTitle
              title={shown.title}
              beside={
                <>
                  <ArticleStatus row={row} />
                  <Badge outlined icon="globe">
                    {localeNames[row.language]}
                  </Badge>
                </>
              }
              actions={
                <>
                  {verbs.entries.length > 0 && (
                    <Menu
                      label={t('more')}
                      align="end"
                      target={<IconButton icon="more" label={t('more')} />}
                      groups={[{ id: 'article', entries: verbs.entries }]}
                    />
                  )}
                  {primary && (
                    <Button variant="primary" busy={verbs.busy} onClick={primary.run}>
                      {primary.label}
                    </Button>
                  )}
                </>
              }
            />
            <span />
          </>
        }
        inspector={
          <Inspector label={t('aside')} sunken>
            <ArticleSide row={row} />
          </Inspector>
        }
      >
        {open.length > 1 && (
          <Tabs
            label={t('parts')}
            current={tab}
            tabs={open.map((id) => ({ id, label: t(`tab.${id}`), href: id === 'read' ? '?' : `?tab=${id}` }))}
          />
        )}
        <RecordStream>
          {tab === 'versions' && <Versions row={row} />}
          {tab !== 'versions' && (
            <article className={classes.article}>
              {tab === 'read' && row.published === null && (
                <Note icon="eye">{t(row.status === 'archived' ? 'archivedNote' : 'draftNote')}</Note>
              )}
              {tab === 'draft' && row.title !== shown.title && (
                <p>
                  <Icon name="note" size={14} /> {row.title}
                </p>
              )}
              <Markdown text={tab === 'draft' ? row.body : shown.body} level={2} />
            </article>
          )}
        </RecordStream>
      </RecordLayout>
    </Page>
  );
}
