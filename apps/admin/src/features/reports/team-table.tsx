import { useQuery } from '@tanstack/react-query';
import { DataTable } from '@crm/ui/table/data-table';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { Card } from './card.tsx';
import { useTeamColumns } from './use-team-columns.tsx';

/** What each person of one's teams has in hand, and did in the last thirty days. */
export function TeamTable() {
  const { t } = useTranslation('reports');
  const columns = useTeamColumns();
  const { data, error, refetch } = useQuery(trpc.report.teamPerformance.queryOptions({}));
  return (
    <Card title={t('team')} isWide>
      {error ? (
        <ErrorView error={error} title={t('failed')} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          label={t('team')}
          columns={columns}
          rows={data?.items ?? []}
          rowId={({ person }) => person.id}
          rowLabel={({ person }) => person.name}
          status={data ? 'ready' : 'loading'}
        />
      )}
    </Card>
  );
}
