import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TagRow } from '@crm/domain/tag/tag';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { TagDrawer } from './tag-drawer.tsx';
import { useTagColumns } from './use-tag-columns.tsx';

/** The words that people put on records: their colours, how often each is used, and one made of two. */
export function TagsPart({ notice }: PartProps) {
  const { t } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const [words, setWords] = useState('');
  const [show, setShow] = useState<'current' | 'deleted'>('current');
  const [edited, setEdited] = useState<TagRow | 'new' | undefined>();
  const [merged, setMerged] = useState<TagRow | undefined>();
  const [leaving, setLeaving] = useState<TagRow | undefined>();
  const query = useQuery(
    trpc.tag.list.queryOptions({
      limit: maxPageSize,
      sort: 'name',
      ...(words !== '' && { filter: { q: words } }),
      ...(show === 'deleted' && { trash: true }),
    }),
  );
  const create = may('tag:create') && show === 'current' ? t('tag.create') : undefined;
  const columns = useTagColumns({ onEdit: setEdited, onMerge: setMerged, onDelete: setLeaving });

  return (
    <>
      <PageHead
        title={settings('part.tags')}
        actions={
          create && (
            <Button variant="primary" icon="plus" collapses onClick={() => setEdited('new')}>
              {create}
            </Button>
          )
        }
      />
      {notice}
      <Toolbar label={t('tag.search')}>
        <SearchBox value={words} onChange={setWords} onLeave={() => {}} />
        {may('tag:restore') && (
          <Segmented
            label={t('show.label')}
            value={show}
            options={[
              { value: 'current', label: t('show.current') },
              { value: 'deleted', label: t('show.deleted') },
            ]}
            onChange={setShow}
          />
        )}
      </Toolbar>
      <DataTable
        label={settings('part.tags')}
        columns={columns}
        rows={query.data?.items ?? []}
        rowId={({ id }) => id}
        rowLabel={({ name }) => name}
        status={query.isPending ? 'loading' : 'ready'}
        onOpen={(row) => row.abilities.update && row.deletedAt === null && setEdited(row)}
        empty={
          <ListEmpty
            noneYet={
              show === 'current'
                ? { title: t('tag.none.title'), reason: t('tag.none.reason'), create }
                : { title: t('show.none'), reason: t('show.noneReason') }
            }
            error={query.error}
            lastFilter={words === '' ? undefined : words}
            onRetry={() => void query.refetch()}
            onRemoveLast={() => setWords('')}
            onClear={() => setWords('')}
            onCreate={() => setEdited('new')}
          />
        }
      />
      {edited && <TagDrawer row={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {merged && <MergeDialog row={merged} onClose={() => setMerged(undefined)} />}
      {leaving && <RemoveDialog resource="tag" api={api.tag} row={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
