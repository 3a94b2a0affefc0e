import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { RecordName } from '@crm/ui/data/named';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TerritoryRow } from '@crm/domain/territory/territory';
import { api, trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import type { PartProps } from '../parts.ts';
import { ShortListPart } from '../short-list-part.tsx';

/** Which team gets the leads of which countries. */
export function TerritoriesPart({ notice }: PartProps) {
  const query = useQuery(trpc.territory.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  return (
    <ShortListPart
      resource="territory"
      api={api.territory}
      rows={query.data?.items}
      error={query.error}
      onRetry={() => void query.refetch()}
      columns={useTerritoryColumns()}
      notice={notice}
    />
  );
}

function useTerritoryColumns(): readonly Column<TerritoryRow>[] {
  const { t } = useTranslation('vocabulary');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: t('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'countries',
      header: t('field.countries'),
      width: '320px',
      small: 'detail',
      cell: ({ countries }) => <WordsCell words={format.list(countries.map(format.country))} />,
    },
    {
      id: 'team',
      header: t('field.team'),
      width: '200px',
      small: 'detail',
      cell: ({ team }) => <WordsCell words={team?.name ?? null} />,
    },
  ];
}
