import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, ButtonLink } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { NoticeList } from './notice-list.tsx';
import classes from './notifications-page.module.css';
import { useMarkRead } from './use-mark-read.ts';

const shownOptions = ['unread', 'all'] as const;
type Shown = (typeof shownOptions)[number];

/** Everything that somebody was told in the application. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const [shown, setShown] = useState<Shown>('all');
  const { markRead, isPending } = useMarkRead();
  const unread = useQuery(trpc.notification.count.queryOptions({ filter: { unread: true } }));
  const stream = useInfiniteQuery(
    trpc.notification.list.infiniteQueryOptions(
      { ...(shown === 'unread' && { filter: { unread: true } }), limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = stream.data?.pages.flatMap(({ items }) => items);
  const count = unread.data?.count ?? 0;
  return (
    <Page title={t('title')}>
      <PageHead
        title={t('title')}
        count={count > 0 ? t('unread', { count }) : undefined}
        actions={
          <>
            <Segmented
              label={t('shown')}
              value={shown}
              onChange={setShown}
              options={shownOptions.map((value) => ({ value, label: t(`show.${value}`) }))}
            />
            <ButtonLink icon="settings" collapses href={paths.notificationSettings}>
              {t('settings')}
            </ButtonLink>
            {count > 0 && (
              <Button icon="check" collapses busy={isPending} onClick={() => markRead()}>
                {t('readAll')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes.list}>
        {stream.error && <ErrorView error={stream.error} title={t('failed')} onRetry={() => void stream.refetch()} />}
        {!rows && !stream.error && <Skeleton width={360} />}
        {rows?.length === 0 && (
          <BlankSlate picture="calm" title={t('calm')}>
            {t('calmReason')}
          </BlankSlate>
        )}
        {rows && <NoticeList rows={rows} onRead={markRead} />}
        {stream.hasNextPage && (
          <Button busy={stream.isFetchingNextPage} onClick={() => void stream.fetchNextPage()}>
            {t('older')}
          </Button>
        )}
      </div>
    </Page>
  );
}
