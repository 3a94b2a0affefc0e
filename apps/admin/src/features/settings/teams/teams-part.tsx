import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { PageHead } from '@crm/ui/layout/page-head';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TeamRow } from '@crm/domain/team/team';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { ListEmpty } from '#admin/resource/list/list-empty.tsx';
import { useForms } from '#admin/resource/use-forms.ts';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { TeamMembers } from './team-members.tsx';
import { toTree } from './team-tree.ts';
import { useTeamColumns } from './use-team-columns.tsx';

/** Teams, each below the one it belongs to. */
export function TeamsPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const forms = useForms();
  const [leaving, setLeaving] = useState<TeamRow | undefined>();
  const [peopleOf, setPeopleOf] = useState<string | undefined>();
  const query = useQuery(trpc.team.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  const columns = useTeamColumns({ onPeople: ({ id }) => setPeopleOf(id), onDelete: setLeaving });
  const shown = query.data?.items.find(({ id }) => id === peopleOf);
  const create = may('team:create') ? t('team.create') : undefined;

  return (
    <>
      <PageHead
        title={vocabulary('plural.team')}
        actions={
          create && (
            <Button variant="primary" icon="plus" collapses onClick={() => forms.create('team')}>
              {create}
            </Button>
          )
        }
      />
      {notice}
      <DataTable
        label={vocabulary('plural.team')}
        columns={columns}
        rows={toTree(query.data?.items ?? [])}
        rowId={({ team }) => team.id}
        rowLabel={({ team }) => team.name}
        status={query.isPending ? 'loading' : 'ready'}
        onOpen={({ team }) => setPeopleOf(team.id)}
        empty={
          <ListEmpty
            noneYet={{ title: t('team.none.title'), reason: t('team.none.reason'), create }}
            error={query.error}
            lastFilter={undefined}
            onRetry={() => void query.refetch()}
            onRemoveLast={() => {}}
            onClear={() => {}}
            onCreate={() => forms.create('team')}
          />
        }
      />
      {shown && <TeamMembers team={shown} mayLead={shown.abilities.update} onClose={() => setPeopleOf(undefined)} />}
      {leaving && <RemoveDialog resource="team" api={api.team} row={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
