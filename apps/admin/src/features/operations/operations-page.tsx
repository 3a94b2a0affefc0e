import { useInfiniteQuery } from '@tanstack/react-query';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { PageHead } from '@crm/ui/layout/page-head';
import { DataTable } from '@crm/ui/table/data-table';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { useOperationColumns } from './use-operation-columns.tsx';
import { useOperationWords } from './use-operation-words.ts';

const pageSize = 50;

/** What was done to many records at once, and what still is. Live. */
export function OperationsPage() {
  const { t } = useTranslation('operations');
  const { t: app } = useTranslation('app');
  const navigate = useNavigate();
  const words = useOperationWords();
  const list = useInfiniteQuery(
    trpc.operation.list.infiniteQueryOptions(
      { limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('title')} crumbs={[{ label: app('section.operations') }, { label: t('title') }]}>
      <PageHead title={t('title')} />
      <DataTable
        label={t('title')}
        columns={useOperationColumns()}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={words.name}
        status={list.isPending ? 'loading' : 'ready'}
        onOpen={(row) => void navigate(paths.operation(row.id))}
        onEndReached={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        empty={
          list.error ? (
            <ErrorView error={list.error} title={t('failed')} onRetry={() => void list.refetch()} />
          ) : (
            <BlankSlate picture="records" title={t('none')}>
              {t('noneReason')}
            </BlankSlate>
          )
        }
      />
    </Page>
  );
}
