import { useQuery } from '@tanstack/react-query';
import { Moment } from '@crm/ui/data/moment';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { PageHead } from '@crm/ui/layout/page-head';
import { useTranslation } from 'react-i18next';
import { Page } from '#admin/app/layout/page.tsx';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { NoRights } from '#admin/resource/list/list-empty.tsx';
import { OverviewCharts } from './overview-charts.tsx';
import classes from './reports.module.css';
import { TeamTable } from './team-table.tsx';

/** How the business stands, within one's reach: each number leads to the list that it counts. */
export function ReportsPage() {
  const { t } = useTranslation('reports');
  const { t: app } = useTranslation('app');
  const may = useMay();
  const mayRead = may('report:read');
  const { data, error, refetch } = useQuery({ ...trpc.report.overview.queryOptions(), enabled: mayRead });
  const title = app('nav.reports');
  return (
    <Page title={title} crumbs={[{ label: app('section.sales') }, { label: title }]}>
      <PageHead
        title={title}
        count={
          data && (
            <>
              {t('asOf')} <Moment at={data.at} />
            </>
          )
        }
      />
      {!mayRead && <NoRights />}
      {error && <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />}
      {mayRead && !error && (
        <div className={classes.page}>
          {data ? <OverviewCharts overview={data} /> : <Skeleton width={480} />}
          {may('report:team') && <TeamTable />}
        </div>
      )}
    </Page>
  );
}
