import { useQuery } from '@tanstack/react-query';
import { Badge } from '@crm/ui/data/badge';
import { Figure } from '@crm/ui/data/figure';
import { RecordName } from '@crm/ui/data/named';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { SlaPolicyRow } from '@crm/domain/sla/sla-policy';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useTicketCategories } from '#admin/resource/directory.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import type { PartProps } from '../parts.ts';
import { ShortListPart } from '../short-list-part.tsx';

const minuteMs = 60_000;
const hourMinutes = 60;

/** How soon customers were promised an answer and a solution, and to whom each promise was made. */
export function PoliciesPart({ notice }: PartProps) {
  const query = useQuery(trpc.sla_policy.list.queryOptions({ limit: maxPageSize, sort: 'position' }));
  return (
    <ShortListPart
      resource="sla_policy"
      api={api.sla_policy}
      rows={query.data?.items}
      error={query.error}
      onRetry={() => void query.refetch()}
      columns={usePolicyColumns()}
      notice={notice}
    />
  );
}

function usePolicyColumns(): readonly Column<SlaPolicyRow>[] {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  const categories = useTicketCategories() ?? [];
  // Working hours, never days: a day of work is no day of the calendar.
  const hours = (minutes: number) =>
    minutes < hourMinutes
      ? format.duration(minutes * minuteMs)
      : t('service.hours', { count: minutes / hourMinutes, hours: format.number(minutes / hourMinutes) });
  const conditions = (row: SlaPolicyRow) =>
    [
      row.industry,
      row.priority && vocabulary(`priority.${row.priority}`),
      categories.find(({ id }) => id === row.categoryId)?.name,
    ].filter((word): word is string => typeof word === 'string');
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'conditions',
      header: t('service.appliesTo'),
      width: '260px',
      small: 'detail',
      cell: (row) =>
        row.isDefault ? (
          <Badge tone="good">{t('service.otherwise')}</Badge>
        ) : (
          <WordsCell words={conditions(row).join(' · ')} />
        ),
    },
    {
      id: 'normal',
      header: t('service.promise', { priority: vocabulary('priority.normal') }),
      width: '180px',
      small: 'figure',
      cell: ({ targets: { normal } }) => (
        <Figure>
          {hours(normal.firstResponseMinutes)} / {hours(normal.resolutionMinutes)}
        </Figure>
      ),
    },
    {
      id: 'calendar',
      header: vocabulary('field.calendar'),
      width: '180px',
      dropsFirst: true,
      cell: ({ calendar }) => <WordsCell words={calendar.name} />,
    },
  ];
}
