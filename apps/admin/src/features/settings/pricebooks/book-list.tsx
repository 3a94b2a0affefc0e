import { useQuery } from '@tanstack/react-query';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { PricebookRow } from '@crm/domain/pricebook/pricebook';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { SetupList, ShownSwitch, type Shown } from '../setup-list.tsx';
import { BookDrawer } from './book-drawer.tsx';
import { useBookColumns } from './use-book-columns.tsx';

interface BookListProps {
  readonly notice: ReactNode;
  readonly onOpen: (id: string) => void;
}

/** Every price book, with when it holds and for whom. */
export function BookList({ notice, onOpen }: BookListProps) {
  const { t } = useTranslation('prices');
  const { t: setup } = useTranslation('setup');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const [show, setShow] = useState<Shown>('current');
  const [edited, setEdited] = useState<PricebookRow | 'new' | undefined>();
  const [leaving, setLeaving] = useState<PricebookRow | undefined>();
  const query = useQuery(
    trpc.pricebook.list.queryOptions({
      limit: maxPageSize,
      sort: 'name',
      ...(show === 'deleted' && { trash: true }),
    }),
  );
  const create = may('pricebook:create') && show === 'current' ? t('create') : undefined;
  const title = settings('part.pricebooks');
  const columns = useBookColumns({ onEdit: setEdited, onDelete: setLeaving, onOpen });
  return (
    <>
      <SetupList
        title={title}
        create={create}
        onCreate={() => setEdited('new')}
        notice={notice}
        toolbar={
          may('pricebook:restore') && (
            <Toolbar label={setup('show.label')}>
              <ShownSwitch value={show} onChange={setShow} />
            </Toolbar>
          )
        }
        columns={columns}
        rows={query.data?.items}
        rowLabel={({ name }) => name}
        onOpen={(row) => row.deletedAt === null && onOpen(row.id)}
        error={query.error}
        onRetry={() => void query.refetch()}
        shown={show}
        none={{ title: t('none.title'), reason: t('none.reason') }}
      />
      {edited && <BookDrawer row={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {leaving && (
        <RemoveDialog resource="pricebook" api={api.pricebook} row={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}
