import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { PageHead } from '@crm/ui/layout/page-head';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { DataTable } from '@crm/ui/table/data-table';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { UserRow } from '@crm/domain/user/user';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { useMay } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import { ListFoot } from '#admin/resource/list/list-foot.tsx';
import { useResourceList } from '#admin/resource/list/use-resource-list.ts';
import { useForms } from '#admin/resource/use-forms.ts';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { useUserColumns } from './use-user-columns.tsx';

const showParam = 'show';
const searchParam = 'q';

/** People who sign in, and those who no longer may. */
export function UsersPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const forms = useForms();
  const searchBox = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useSearchParams();
  const [leaving, setLeaving] = useState<UserRow | undefined>();
  const show = search.get(showParam) === 'disabled' ? 'disabled' : 'active';
  const q = search.get(searchParam) ?? '';
  const list = useResourceList({
    name: 'user',
    api: api.user,
    filter: q === '' ? undefined : { q },
    sort: 'name',
    trash: show === 'disabled',
  });
  const { rows, rowsQuery } = list;
  const columns = useUserColumns({ isDisabled: show === 'disabled', onDisable: setLeaving });
  const mayCreate = may('user:create');

  const go = (next: 'active' | 'disabled', words: string) =>
    setSearch(
      { ...(next === 'disabled' && { [showParam]: next }), ...(words !== '' && { [searchParam]: words }) },
      { replace: words !== q },
    );

  useCommands([
    {
      id: 'list.search',
      label: t('user.search'),
      section: 'action',
      icon: 'search',
      shortcut: 'Slash',
      run: () => searchBox.current?.focus(),
    },
  ]);

  return (
    <>
      <PageHead
        title={vocabulary('plural.user')}
        actions={
          mayCreate && (
            <Button variant="primary" icon="plus" collapses onClick={() => forms.create('user')}>
              {t('user.create')}
            </Button>
          )
        }
      />
      {notice}
      <Toolbar label={t('user.search')}>
        <SearchBox ref={searchBox} value={q} onChange={(words) => go(show, words)} onLeave={() => {}} />
        <Segmented
          label={t('user.show')}
          value={show}
          options={[
            { value: 'active', label: t('user.active') },
            { value: 'disabled', label: t('user.disabled') },
          ]}
          onChange={(next) => go(next, q)}
        />
      </Toolbar>
      <DataTable
        label={vocabulary('plural.user')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        status={rowsQuery.isPending ? 'loading' : rowsQuery.isPlaceholderData ? 'refreshing' : 'ready'}
        onOpen={(row) => row.abilities.update && show === 'active' && forms.edit('user', row.id)}
        empty={
          <ListEmpty
            noneYet={{
              title: show === 'active' ? t('user.none.title') : t('user.noneDisabled.title'),
              reason: show === 'active' ? t('user.none.reason') : t('user.noneDisabled.reason'),
            }}
            error={rowsQuery.error}
            lastFilter={q === '' ? undefined : q}
            onRetry={() => void rowsQuery.refetch()}
            onRemoveLast={() => go(show, '')}
            onClear={() => go(show, '')}
            onCreate={() => forms.create('user')}
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
                <Button size="small" busy={rowsQuery.isFetchingNextPage} onClick={() => void rowsQuery.fetchNextPage()}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }
      />
      {leaving && <RemoveDialog resource="user" api={api.user} row={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
