import { useInfiniteQuery } from '@tanstack/react-query';
import { Segmented } from '@crm/ui/controls/segmented';
import { RecordName } from '@crm/ui/data/named';
import { Status } from '@crm/ui/data/status';
import { Text } from '@crm/ui/data/text';
import { BlankSlate } from '@crm/ui/feedback/blank-slate';
import { Block } from '@crm/ui/process/block';
import type { Column } from '@crm/ui/table/column';
import { DataTable } from '@crm/ui/table/data-table';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OperationRow } from '@crm/domain/operation/operation';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { recordPath } from '#admin/resource/record-path.ts';
import { useChangeWords, type ShownItem } from './use-change-words.ts';
import { itemGlyphs } from './operation-states.ts';

const pageSize = 50;
const shows = ['all', 'failed', 'conflict'] as const;
type Show = (typeof shows)[number];

/** What became of each record, and of which fields. */
export function OperationItems({ operation }: { readonly operation: OperationRow }) {
  const { t } = useTranslation('operations');
  const { id, resource } = operation;
  const navigate = useNavigate();
  const [show, setShow] = useState<Show>('all');
  const list = useInfiniteQuery(
    trpc.operation.items.infiniteQueryOptions(
      { id, limit: pageSize, ...(show === 'all' ? {} : { state: [show] }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Block
      title={t('outcomes')}
      end={
        <Segmented
          label={t('outcomes')}
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      }
    >
      <DataTable
        label={t('outcomes')}
        columns={useItemColumns(resource)}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name ?? t('unseen')}
        status={list.isPending ? 'loading' : 'ready'}
        onOpen={(row) => row.name !== null && void navigate(recordPath(resource, row.id))}
        onEndReached={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
        empty={
          list.error ? (
            <ErrorView error={list.error} title={t('itemsFailed')} onRetry={() => void list.refetch()} />
          ) : (
            <BlankSlate picture="filter" title={t('noItems')}>
              {t('noItemsReason')}
            </BlankSlate>
          )
        }
      />
    </Block>
  );
}

function useItemColumns(resource: OperationRow['resource']): readonly Column<ShownItem>[] {
  const { t } = useTranslation('operations');
  const { t: errors } = useTranslation('errors');
  const change = useChangeWords();
  return useMemo<readonly Column<ShownItem>[]>(
    () => [
      {
        id: 'record',
        header: t('column.record'),
        width: '240px',
        small: 'title',
        skeleton: 'record',
        cell: ({ id, name }) => (
          <RecordName
            name={name ?? t('unseen')}
            kind="plain"
            href={name === null ? undefined : recordPath(resource, id)}
          />
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '160px',
        small: 'figure',
        cell: ({ state }) => <Status state={itemGlyphs[state]}>{t(`item.${state}`)}</Status>,
      },
      {
        id: 'change',
        header: t('column.change'),
        small: 'detail',
        cell: (row) => (
          <Text level={2} cut>
            {row.error && row.conflicts.length === 0 ? errors(`title.${row.error.code}`) : change(row)}
          </Text>
        ),
      },
    ],
    [t, errors, change, resource],
  );
}
