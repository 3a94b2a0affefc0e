import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { PageHead } from '@crm/ui/layout/page-head';
import { DataTable } from '@crm/ui/table/data-table';
import type { Column } from '@crm/ui/table/column';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import type { PartProps } from '../parts.ts';
import { FeatureDialog } from './feature-dialog.tsx';
import { FeatureSwitch } from './feature-switch.tsx';
import { useFeatureWords } from './use-feature-words.ts';

/** Each part of the product, and for whom it is on. */
export function FeaturesPart({ notice }: PartProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const words = useFeatureWords();
  const [chosen, setChosen] = useState<FeatureFlagRow | undefined>();
  const query = useQuery(trpc.featureFlag.list.queryOptions());
  const rows = query.data?.items ?? [];
  const mayChange = may('feature_flag:update');

  const columns: readonly Column<FeatureFlagRow>[] = [
    {
      id: 'name',
      header: t('feature.part'),
      small: 'title',
      cell: ({ key }) => <Text>{words.name(key)}</Text>,
    },
    {
      id: 'for',
      header: t('feature.onFor'),
      width: '260px',
      small: 'detail',
      cell: (row) => <Text level={2}>{words.audience(row)}</Text>,
    },
    {
      id: 'updatedAt',
      header: vocabulary('field.updatedAt'),
      width: '180px',
      dropsFirst: true,
      cell: ({ updatedAt, updatedBy }) =>
        updatedAt === null ? (
          <Nothing label={t('feature.never')} />
        ) : (
          <Text level={2}>
            <Moment at={updatedAt} /> {updatedBy && `· ${updatedBy.name}`}
          </Text>
        ),
    },
    ...(mayChange
      ? [
          {
            id: 'verbs',
            header: t('verbs'),
            width: '190px',
            small: 'aside' as const,
            cell: (row: FeatureFlagRow) => (
              <>
                <FeatureSwitch row={row} name={words.name(row.key)} />
                <Button
                  size="small"
                  variant="ghost"
                  aria-label={t('editOf', { name: words.name(row.key) })}
                  onClick={() => setChosen(row)}
                >
                  {t('edit')}
                </Button>
              </>
            ),
          },
        ]
      : []),
  ];

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
