import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { Menu } from '@crm/ui/overlays/menu';
import { DataTable } from '@crm/ui/table/data-table';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { processKinds } from '@crm/domain/process/process';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { useProcessColumns } from './use-process-columns.tsx';
import { shows, useProcessFilter } from './use-process-filter.ts';

const pageSize = 50;

/** All processes that one may see, with what each waits for. */
export function ProcessesPage() {
  const { t } = useTranslation('processes');
  const { t: process } = useTranslation('process');
  const { t: app } = useTranslation('app');
  const navigate = useNavigate();
  const { show, kind, filter, setShow, setKind } = useProcessFilter();
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
        <Menu
          label={t('filters')}
          target={
            <Button variant="ghost" size="small" icon="filter" iconEnd="chevron-down">
              {kind ? t('kind', { kind: process(`kind.${kind}`) }) : t('allKinds')}
            </Button>
          }
          groups={[
            {
              id: 'kinds',
              entries: [
                { id: 'all', label: t('allKinds'), checked: kind === undefined, onSelect: () => setKind(undefined) },
                ...processKinds.map((value) => ({
                  id: value,
                  label: process(`kind.${value}`),
                  checked: kind === value,
                  onSelect: () => setKind(value),
                })),
              ],
            },
          ]}
        />
      </Toolbar>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => `${process(`kind.${row.kind}`)}, ${row.subjectName}`}
        status={list.isPending ? 'loading' : 'ready'}
        onOpen={(row) => void navigate(paths.process(row.id))}
        onEndReached={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        empty={
          list.error ? (
            <ErrorView error={list.error} title={t('failed')} onRetry={() => void list.refetch()} />
          ) : (
            <BlankSlate
              picture="filter"
              title={t('none')}
              actions={
                <Button
                  onClick={() => {
                    setShow('all');
                    setKind(undefined);
                  }}
                >
                  {t('clear')}
                </Button>
              }
            >
              {t('noneReason')}
            </BlankSlate>
          )
        }
      />
    </Page>
  );
}
