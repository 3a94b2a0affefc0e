import { Link } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { Figure } from '@crm/ui/data/figure';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRef, TeamPerformance } from '@crm/domain/report/report';
import { listLink } from './list-link.ts';

type Row = TeamPerformance['items'][number];
const minuteMs = 60_000;

/** What is told of each person. */
export function useTeamColumns(): readonly Column<Row>[] {
  const { t } = useTranslation('reports');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return useMemo<readonly Column<Row>[]>(
    () => [
      {
        id: 'person',
        header: vocabulary('noun.user'),
        small: 'title',
        skeleton: 'person',
        cell: ({ person }) => <Person name={person.name} />,
      },
      {
        id: 'open',
        header: t('openDeals'),
        width: '120px',
        figures: true,
        cell: ({ openDeals }) => <Counted {...openDeals} />,
      },
      {
        id: 'won',
        header: t('wonDeals'),
        width: '96px',
        figures: true,
        small: 'figure',
        cell: ({ wonDeals }) => <Counted {...wonDeals} />,
      },
      {
        id: 'amount',
        header: vocabulary('field.amount'),
        width: '220px',
        figures: true,
        small: 'detail',
        cell: ({ wonDeals }) =>
          wonDeals.totals.length === 0 ? (
            <Nothing label={vocabulary('none')} />
          ) : (
            <Text level={2}>{format.list(wonDeals.totals.map((total) => format.moneyCompact(total)))}</Text>
          ),
      },
      {
        id: 'done',
        header: t('done'),
        width: '120px',
        figures: true,
        dropsFirst: true,
        cell: ({ activitiesDone }) => <Counted {...activitiesDone} />,
      },
      {
        id: 'overdue',
        header: t('overdueShort'),
        width: '96px',
        figures: true,
        cell: ({ activitiesOverdue }) => <Counted {...activitiesOverdue} />,
      },
      {
        id: 'response',
        header: t('response'),
        width: '132px',
        figures: true,
        dropsFirst: true,
        cell: ({ responseMinutes }) =>
          responseMinutes === null ? (
            <Nothing label={vocabulary('none')} />
          ) : (
            <Text level={2}>{format.duration(responseMinutes * minuteMs)}</Text>
          ),
      },
    ],
    [t, vocabulary, format],
  );
}

function Counted({ count, list }: { readonly count: number; readonly list: ListRef }) {
  const format = useFormat();
  const href = listLink(list);
  const figure = <Figure>{format.number(count)}</Figure>;
  return href === undefined || count === 0 ? figure : <Link href={href}>{figure}</Link>;
}
