import { useQuery } from '@tanstack/react-query';
import { PageHead } from '@crm/ui/layout/page-head';
import { DataTable } from '@crm/ui/table/data-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import type { PartProps } from '../parts.ts';
import { FeatureDialog } from './feature-dialog.tsx';
import { useFeatureColumns } from './use-feature-columns.tsx';
import { useFeatureWords } from './use-feature-words.ts';

/** Each part of the product, and for whom it is on. */
export function FeaturesPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const may = useMay();
  const words = useFeatureWords();
  const [chosen, setChosen] = useState<FeatureFlagRow | undefined>();
  const query = useQuery(trpc.feature_flag.list.queryOptions());
  const rows = query.data?.items ?? [];
  const mayChange = may('feature_flag:update');

  const columns = useFeatureColumns({ onEdit: setChosen });

  return (
    <>
      <PageHead title={t('part.features')} />
      {notice}
      {query.error ? (
        <ErrorView error={query.error} title={t('feature.failed')} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t('part.features')}
          columns={columns}
          rows={rows}
          rowId={({ key }) => key}
          rowLabel={({ key }) => words.name(key)}
          status={query.isPending ? 'loading' : 'ready'}
          onOpen={(row) => mayChange && setChosen(row)}
        />
      )}
      {chosen && <FeatureDialog row={chosen} name={words.name(chosen.key)} onClose={() => setChosen(undefined)} />}
    </>
  );
}
