import { useQuery } from '@tanstack/react-query';
import { Badge } from '@crm/ui/data/badge';
import { RecordName } from '@crm/ui/data/named';
import { Nothing } from '@crm/ui/data/facts';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '@crm/domain/calendar/calendar';
import { maxPageSize } from '@crm/domain/page-limits';
import { api, trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import type { PartProps } from '../parts.ts';
import { HolidaysDialog } from './holidays-dialog.tsx';
import { ShortListPart } from '../short-list-part.tsx';

const hourMinutes = 60;

/** When the business is open: the clocks of promises run by these hours. */
export function CalendarsPart({ notice }: PartProps) {
  const [of, setOf] = useState<CalendarRow | undefined>();
  const query = useQuery(trpc.calendar.list.queryOptions({ limit: maxPageSize, sort: 'name' }));
  return (
    <>
      <ShortListPart
        resource="calendar"
        api={api.calendar}
        rows={query.data?.items}
        error={query.error}
        onRetry={() => void query.refetch()}
        columns={useCalendarColumns()}
        onHolidays={setOf}
        notice={notice}
      />
      {of && <HolidaysDialog calendar={of} onClose={() => setOf(undefined)} />}
    </>
  );
}

function useCalendarColumns(): readonly Column<CalendarRow>[] {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ name }) => <RecordName name={name} kind="plain" />,
    },
    {
      id: 'zone',
      header: vocabulary('field.timeZone'),
      width: '180px',
      small: 'detail',
      cell: ({ timeZone }) => <WordsCell words={timeZone.replaceAll('_', ' ')} latin />,
    },
    {
      id: 'hours',
      header: t('service.weekHours'),
      width: '160px',
      small: 'figure',
      cell: ({ hours }) => {
        const week = hours.reduce((sum, { startMinute, endMinute }) => sum + endMinute - startMinute, 0) / hourMinutes;
        return <WordsCell words={t('service.hours', { count: week, hours: format.number(week) })} />;
      },
    },
    {
      id: 'isDefault',
      header: vocabulary('field.isDefault'),
      width: '120px',
      dropsFirst: true,
      cell: ({ isDefault }) =>
        isDefault ? <Badge tone="good">{vocabulary('yes')}</Badge> : <Nothing label={vocabulary('no')} />,
    },
  ];
}
