import { Button } from '@crm/ui/controls/button';
import { DataTable } from '@crm/ui/table/data-table';
import { useTranslation } from 'react-i18next';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import { ListFoot } from '#admin/resource/list/list-foot.tsx';
import { useResourceList } from '#admin/resource/list/use-resource-list.ts';
import type { ResourceReads } from '#admin/resource/resource-api.ts';
import { TakenDialog } from './taken-dialog.tsx';
import type { TrashKind, TrashRow } from './trash-kinds.ts';
import { useRestore, type RestoreApi } from './use-restore.ts';
import { useTrashColumns } from './use-trash-columns.tsx';

interface TrashFilter {
  readonly q?: string | undefined;
}

interface TrashListProps<Row extends TrashRow> {
  readonly kind: TrashKind;
  readonly api: ResourceReads<Row, TrashFilter> & RestoreApi;
  /** Words to search by; empty for all. */
  readonly q: string;
  readonly nameOf: (row: Row) => string;
  readonly whatOf: (row: Row) => string;
  readonly onClear: () => void;
}

/** Deleted rows, the latest first, each with its way back. */
export function TrashList<Row extends TrashRow>(props: TrashListProps<Row>) {
  const { kind, api, q, nameOf, whatOf, onClear } = props;
  const { t } = useTranslation('trash');
  const { t: vocabulary } = useTranslation('vocabulary');
  const filter: TrashFilter | undefined = q === '' ? undefined : { q };
  const list = useResourceList({ name: kind, api, filter, sort: '-updatedAt', trash: true });
  const { rows, rowsQuery } = list;
  const restoring = useRestore(kind, api);
  const columns = useTrashColumns({
    nameOf,
    whatOf,
    busyId: restoring.busyId,
    onRestore: (row) => restoring.restore({ id: row.id, name: nameOf(row) }),
  });
  const status = rowsQuery.isPending ? 'loading' : rowsQuery.isPlaceholderData ? 'refreshing' : 'ready';
  const loadMore = () => void rowsQuery.fetchNextPage();

  return (
    <>
      <DataTable
        label={vocabulary(`plural.${kind}`)}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={nameOf}
        status={status}
        empty={
          <ListEmpty
            noneYet={{ title: t('none.title'), reason: t('none.reason') }}
            error={rowsQuery.error}
            lastFilter={q === '' ? undefined : q}
            onRetry={() => void rowsQuery.refetch()}
            onRemoveLast={onClear}
            onClear={onClear}
            onCreate={() => {}}
          />
        }
        foot={
          rows.length > 0 && (
            <>
              <ListFoot
                count={undefined}
                shown={rows.length}
                isComplete={!rowsQuery.hasNextPage}
                isLoadingMore={rowsQuery.isFetchingNextPage}
                took={list.took}
                error={rowsQuery.error}
                onRetry={() => void rowsQuery.refetch()}
              />
              {rowsQuery.hasNextPage && (
                <Button size="small" busy={rowsQuery.isFetchingNextPage} onClick={loadMore}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }
      />
      {restoring.taken && <TakenDialog kind={kind} taken={restoring.taken} onClose={restoring.closeTaken} />}
    </>
  );
}
