import { useQuery } from '@tanstack/react-query';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TagRow } from '@crm/domain/tag/tag';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { SetupList, ShownSwitch, type Shown } from '../setup-list.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { TagDrawer } from './tag-drawer.tsx';
import { useTagColumns } from './use-tag-columns.tsx';

/** The words that people put on records: their colours, how often each is used, and one made of two. */
export function TagsPart({ notice }: PartProps) {
  const { t } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const [words, setWords] = useState('');
  const [show, setShow] = useState<Shown>('current');
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
      <SetupList
        title={settings('part.tags')}
        create={create}
        onCreate={() => setEdited('new')}
        notice={notice}
        toolbar={
          <Toolbar label={t('tag.search')}>
            <SearchBox value={words} onChange={setWords} onLeave={() => {}} />
            {may('tag:restore') && <ShownSwitch value={show} onChange={setShow} />}
          </Toolbar>
        }
        columns={columns}
        rows={query.data?.items}
        rowLabel={({ name }) => name}
        onOpen={(row) => row.abilities.update && row.deletedAt === null && setEdited(row)}
        error={query.error}
        onRetry={() => void query.refetch()}
        shown={show}
        none={{ title: t('tag.none.title'), reason: t('tag.none.reason') }}
        search={{ words, onClear: () => setWords('') }}
      />
      {edited && <TagDrawer row={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {merged && <MergeDialog row={merged} onClose={() => setMerged(undefined)} />}
      {leaving && <RemoveDialog resource="tag" api={api.tag} row={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
