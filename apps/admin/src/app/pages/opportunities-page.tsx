import { Segmented } from '@crm/ui/controls/segmented';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { OpportunitiesList } from '#admin/features/opportunities/opportunities-list.tsx';

const viewParam = 'view';
/** What the list and the board both filter by, and what a form above them needs: it stays when the view changes. */
const shared = ['pipelineId', 'assignedTo', 'form'] as const;

const Board = lazy(() =>
  import('#admin/features/board/board-page.tsx').then((module) => ({ default: module.BoardPage })),
);

/** Deals, as a list or as a board: the address says which. */
export function OpportunitiesPage() {
  const { t } = useTranslation('opportunities');
  const [search, setSearch] = useSearchParams();
  const view = search.get(viewParam) === 'board' ? 'board' : 'list';

  const beside = (
    <Segmented
      label={t('look.label')}
      value={view}
      options={[
        { value: 'list', label: t('look.list'), icon: 'table' },
        { value: 'board', label: t('look.board'), icon: 'opportunity' },
      ]}
      onChange={(next) => {
        const kept = shared.flatMap((param) => search.getAll(param).map((value): [string, string] => [param, value]));
        setSearch(next === 'board' ? [[viewParam, next], ...kept] : kept);
      }}
    />
  );

  return view === 'board' ? <Board beside={beside} /> : <OpportunitiesList beside={beside} />;
}
