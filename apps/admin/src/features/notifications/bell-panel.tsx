import { useQuery } from '@tanstack/react-query';
import { Button, ButtonLink } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './bell-panel.module.css';
import { NoticeList } from './notice-list.tsx';
import { useMarkRead } from './use-mark-read.ts';

const shown = 20;

/** Below the bell: the latest of what somebody was told. */
export function BellPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('notifications');
  const { markRead, isPending } = useMarkRead();
  const { data, error, refetch } = useQuery(trpc.notification.list.queryOptions({ limit: shown }));
  const rows = data?.items;
  const hasUnread = rows?.some(({ readAt }) => readAt === null) === true;
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <b>{t('title')}</b>
        {hasUnread && (
          <Button size="small" variant="ghost" icon="check" busy={isPending} onClick={() => markRead()}>
            {t('readAll')}
          </Button>
        )}
      </div>
      <div className={classes.list}>
        {error && <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />}
        {!rows && !error && <Skeleton width={240} />}
        {rows?.length === 0 && (
          <Text as="p" level={2}>
            {t('calmReason')}
          </Text>
        )}
        {rows && <NoticeList rows={rows} onRead={markRead} onFollow={onClose} />}
      </div>
      <div className={classes.foot}>
        <ButtonLink size="small" href={paths.notifications}>
          {t('all')}
        </ButtonLink>
        <ButtonLink size="small" variant="ghost" icon="settings" href={paths.notificationSettings}>
          {t('settings')}
        </ButtonLink>
      </div>
    </div>
  );
}
