import { useQuery } from '@tanstack/react-query';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { RecordName } from '@crm/ui/data/named';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TicketCategoryRow } from '@crm/domain/ticket/ticket-category';
import { api, trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import type { PartProps } from '../parts.ts';
import { ShortListPart } from '../short-list-part.tsx';

/** What tickets and articles are about, and which team answers. */
export function CategoriesPart({ notice }: PartProps) {
  const query = useQuery(trpc.ticket_category.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  return (
    <ShortListPart
      resource="ticket_category"
      api={api.ticket_category}
      rows={query.data?.items}
      error={query.error}
      onRetry={() => void query.refetch()}
      columns={useCategoryColumns()}
      notice={notice}
    />
  );
}

function useCategoryColumns(): readonly Column<TicketCategoryRow>[] {
  const { t } = useTranslation('vocabulary');
  return [
    {
      id: 'name',
      header: t('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'team',
      header: t('field.team'),
      width: '220px',
      small: 'detail',
      cell: ({ team }) => <WordsCell words={team?.name ?? null} />,
    },
    {
      id: 'isDefault',
      header: t('field.isDefault'),
      width: '140px',
      small: 'figure',
      cell: ({ isDefault }) => (isDefault ? <Badge tone="good">{t('yes')}</Badge> : <Nothing label={t('no')} />),
    },
  ];
}
