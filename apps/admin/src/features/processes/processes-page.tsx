import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { DataTable } from '@crm/ui/table/data-table';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { ProcessMenus } from './process-menus.tsx';
import { useProcessColumns } from './use-process-columns.tsx';
import { shows, useProcessFilter } from './use-process-filter.ts';

const pageSize = 50;

/** All processes that one may see, with what each waits for. */
export function ProcessesPage() {
  const { t } = useTranslation('processes');
  const { t: process } = useTranslation('process');
  const { t: app } = useTranslation('app');
  const navigate = useNavigate();
  const chosen = useProcessFilter();
  const { show, filter, setShow, clear } = chosen;
  const columns = useProcessColumns();
  const list = useInfiniteQuery(
    trpc.process.list.infiniteQueryOptions(
      { filter, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={t('title')} crumbs={[{ label: app('section.operations') }, { label: t('title') }]}>
      <PageHead title={t('title')} />
      <Toolbar label={t('filters')} isTight>
        <Segmented
          label={t('filters')}
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <ProcessMenus filter={chosen} />
      </Toolbar>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => t('named', { kind: process(`kind.${row.kind}`), name: row.subjectName })}
        status={list.isPending ? 'loading' : 'ready'}
        onOpen={(row) => void navigate(paths.process(row.id))}
        onEndReached={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        empty={
          list.error ? (
            <ErrorView error={list.error} title={t('failed')} onRetry={() => void list.refetch()} />
          ) : (
            <BlankSlate picture="filter" title={t('none')} actions={<Button onClick={clear}>{t('clear')}</Button>}>
              {t('noneReason')}
            </BlankSlate>
          )
        }
      />
    </Page>
  );
}
