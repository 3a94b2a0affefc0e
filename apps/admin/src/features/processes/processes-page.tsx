import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Page } from '#admin/app/layout/page.tsx';
import { paths } from '#admin/app/paths.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { FilterBar } from '#admin/resource/filter/filter-bar.tsx';
import { listOf } from '#admin/resource/filter/filter-field.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import { BulkVerbs } from './bulk-verbs.tsx';
import { ProcessTally } from './process-tally.tsx';
import { useProcessColumns } from './use-process-columns.tsx';
import { WorkerVersions } from './worker-versions.tsx';
import { shows, useProcessFilter } from './use-process-filter.ts';

const pageSize = 50;
const none: ReadonlySet<string> = new Set();

/** All processes that one may see, with what each waits for, and what can be done to many of them. */
export function ProcessesPage() {
  const { t } = useTranslation('processes');
  const { t: process } = useTranslation('process');
  const { t: app } = useTranslation('app');
  const navigate = useNavigate();
  const may = useMay();
  const { show, filter, common, fields, values, change, setShow, clear } = useProcessFilter();
  const columns = useProcessColumns();
  const [isAdding, setAdding] = useState(false);
  const [selection, setSelection] = useState(none);
  const [isAll, setAll] = useState(false);
  const select = (next: ReadonlySet<string>) => {
    setSelection(next);
    setAll(false);
  };
  const list = useInfiniteQuery(
    trpc.process.list.infiniteQueryOptions(
      { filter, limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const ids = rows.flatMap(({ id }) => (selection.has(id) ? [id] : []));
  const { data: total } = useQuery(trpc.process.count.queryOptions({ filter }, { enabled: ids.length > 0 }));
  return (
    <Page title={t('title')} crumbs={[{ label: app('section.operations') }, { label: t('title') }]}>
      <PageHead title={t('title')} />
      <ProcessTally
        filter={common}
        chosen={listOf(values['state'])}
        onChoose={(state) => {
          select(none);
          change({ state });
        }}
      />
      {may('process:operate') && <WorkerVersions />}
      <Toolbar label={t('filters')} isTight>
        <Segmented
          label={t('filters')}
          value={show}
          onChange={(next) => {
            select(none);
            setShow(next);
          }}
          options={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        <SearchBox
          value={values['q'] ?? ''}
          onChange={(q) => change({ q: q === '' ? undefined : q })}
          onLeave={() => undefined}
        />
        <FilterBar fields={fields} values={values} onChange={change} isAdding={isAdding} onAdding={setAdding} />
      </Toolbar>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => t('named', { kind: process(`kind.${row.kind}`), name: row.subjectName })}
        status={list.isPending ? 'loading' : 'ready'}
        {...(may('process:operate') && { selection, onSelectionChange: select })}
        onOpen={(row) => void navigate(paths.process(row.id))}
        onEndReached={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        empty={
          list.error ? (
            <ErrorView error={list.error} title={t('failed')} onRetry={() => void list.refetch()} />
          ) : show === 'repair' ? (
            <BlankSlate picture="calm" title={t('repairNone')}>
              {t('repairNoneReason')}
            </BlankSlate>
          ) : (
            <BlankSlate picture="filter" title={t('none')} actions={<Button onClick={clear}>{t('clear')}</Button>}>
              {t('noneReason')}
            </BlankSlate>
          )
        }
      >
        {ids.length > 0 && (
          <BulkVerbs
            filter={isAll ? filter : { ids }}
            count={isAll ? (total?.count ?? ids.length) : ids.length}
            total={total?.count}
            onSelectAll={isAll ? undefined : () => setAll(true)}
            onClear={() => select(none)}
          />
        )}
      </DataTable>
    </Page>
  );
}
