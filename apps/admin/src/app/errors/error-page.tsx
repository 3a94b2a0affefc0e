import { ErrorState } from '@crm/ui/feedback/error-state';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { RequestError } from '#admin/lib/request-error.ts';
import { NotFoundPage } from './not-found-page.tsx';
import classes from './error-page.module.css';

/** What stands in place of a page that could not be drawn. */
export function ErrorPage() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  if (error instanceof RequestError && error.status === 404) return <NotFoundPage />;
  const request = error instanceof RequestError ? error : undefined;
  return (
    <div className={classes.page}>
      <title>{t('error.title')}</title>
      <ErrorState
        title={t('error.title')}
        reason={request?.message || t(navigator.onLine ? 'error.reason' : 'error.offline')}
        requestId={request?.requestId}
        at={request?.at}
        onRetry={() => location.reload()}
      />
    </div>
  );
}
