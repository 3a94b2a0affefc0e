import { useQuery } from '@tanstack/react-query';
import { Toolbar } from '@crm/ui/layout/toolbar';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { WorkflowRow } from '@crm/domain/workflow/workflow';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { SearchBox } from '#admin/resource/filter/search-box.tsx';
import type { PartProps } from '../parts.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { SetupList, ShownSwitch, type Shown } from '../setup-list.tsx';
import { DryRunDialog } from './dry-run-dialog.tsx';
import { RunsDialog } from './runs-dialog.tsx';
import { RuleDrawer } from './rule-drawer.tsx';
import { VersionsDialog } from './versions-dialog.tsx';
import { useRuleColumns } from './use-rule-columns.tsx';

/** Rules: what shall be done when something happens to a record. */
export function RulesPart({ notice }: PartProps) {
  const { t } = useTranslation('rules');
  const { t: part } = useTranslation('settings');
  const may = useMay();
  const [words, setWords] = useState('');
  const [show, setShow] = useState<Shown>('current');
  const [edited, setEdited] = useState<WorkflowRow | 'new' | undefined>();
  const [tried, setTried] = useState<WorkflowRow | undefined>();
  const [looked, setLooked] = useState<WorkflowRow | undefined>();
  const [told, setTold] = useState<WorkflowRow | undefined>();
  const [leaving, setLeaving] = useState<WorkflowRow | undefined>();
  const query = useQuery(
    trpc.workflow.list.queryOptions({
      limit: maxPageSize,
      sort: 'name',
      ...(words !== '' && { filter: { q: words } }),
      ...(show === 'deleted' && { trash: true }),
    }),
  );
  const create = may('workflow:create') && show === 'current' ? t('create') : undefined;
  const columns = useRuleColumns({ onEdit: setEdited, onTry: setTried, onRuns: setLooked, onDelete: setLeaving });

  return (
    <>
      <SetupList
        title={part('part.rules')}
        create={create}
        onCreate={() => setEdited('new')}
        notice={notice}
        toolbar={
          <Toolbar label={t('search')}>
            <SearchBox value={words} onChange={setWords} onLeave={() => {}} />
            {may('workflow:restore') && <ShownSwitch value={show} onChange={setShow} />}
          </Toolbar>
        }
        columns={columns}
        rows={query.data?.items}
        rowLabel={({ name }) => name}
        onOpen={(row) => row.abilities.update && row.deletedAt === null && setEdited(row)}
        error={query.error}
        onRetry={() => void query.refetch()}
        shown={show}
        none={{ title: t('none.title'), reason: t('none.reason') }}
        search={{ words, onClear: () => setWords('') }}
      />
      {edited && <RuleDrawer row={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {tried && <DryRunDialog row={tried} onClose={() => setTried(undefined)} />}
      {looked && (
        <RunsDialog
          row={looked}
          onVersions={() => {
            setLooked(undefined);
            setTold(looked);
          }}
          onClose={() => setLooked(undefined)}
        />
      )}
      {told && <VersionsDialog row={told} onClose={() => setTold(undefined)} />}
      {leaving && (
        <RemoveDialog resource="workflow" api={api.workflow} row={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </>
  );
}
