import { ErrorState } from '@crm/ui/feedback/error-state';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { hasCode, readError } from '#admin/lib/api-error.ts';
import { NotFoundPage } from './not-found-page.tsx';
import classes from './error-page.module.css';

/** What stands in place of a page that could not be drawn. */
export function ErrorPage() {
  const { t } = useTranslation('app');
  const thrown = useRouteError();
  if (hasCode(thrown, 'not_found')) return <NotFoundPage />;
  const { code, requestId, at } = readError(thrown);
  const isOffline = code === 'network' || !navigator.onLine;
  return (
    <div className={classes.page}>
      <title>{t('error.title')}</title>
      <ErrorState
        title={t('error.title')}
        reason={t(isOffline ? 'error.offline' : 'error.reason')}
        requestId={requestId}
        at={at}
        onRetry={() => location.reload()}
      />
    </div>
  );
}
