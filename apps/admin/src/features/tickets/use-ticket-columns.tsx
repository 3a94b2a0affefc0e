import { Link } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { Person, RecordName } from '@crm/ui/data/named';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { paths } from '#admin/app/paths.ts';
import { MomentCell, WordsCell } from '#admin/resource/list/cells.tsx';
import type { ListColumn } from '#admin/resource/list/list-columns.ts';
import { useCommonColumns } from '#admin/resource/list/use-common-columns.tsx';
import { nextClock } from '#admin/resource/ticket/clock.ts';
import { ClockCell } from '#admin/resource/ticket/clock-words.tsx';
import { TicketPriorityMark, TicketStatusBadge } from '#admin/resource/ticket/ticket-badges.tsx';

/** What a list of tickets can show. */
export function useTicketColumns(): readonly ListColumn<TicketRow>[] {
  const { t } = useTranslation('vocabulary');
  const common = useCommonColumns();
  return useMemo<readonly ListColumn<TicketRow>[]>(
    () => [
      {
        id: 'number',
        header: t('field.number'),
        width: '96px',
        initial: true,
        small: 'detail',
        cell: ({ number }) => <WordsCell words={number} latin />,
      },
      {
        id: 'subject',
        header: t('field.subject'),
        always: true,
        small: 'title',
        skeleton: 'record',
        cell: ({ id, subject }) => <RecordName name={subject} kind="plain" href={paths.ticket(id)} />,
      },
      {
        id: 'dueAt',
        header: t('field.due'),
        width: '212px',
        initial: true,
        small: 'figure',
        cell: (row) => <ClockCell clock={nextClock(row)} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '184px',
        initial: true,
        small: 'detail',
        cell: ({ status }) => <TicketStatusBadge status={status} />,
      },
      {
        id: 'priority',
        header: t('field.priority'),
        width: '96px',
        initial: true,
        cell: ({ priority }) => <TicketPriorityMark priority={priority} />,
      },
      { ...common.owner, small: 'aside' },
      {
        id: 'who',
        header: t('field.contact'),
        width: '172px',
        initial: true,
        dropsFirst: true,
        skeleton: 'person',
        cell: ({ contact, requesterName }) => {
          const name = contact?.name ?? requesterName;
          return name === null ? <Nothing label={t('none')} /> : <Person name={name} />;
        },
      },
      {
        id: 'account',
        header: t('field.account'),
        width: '184px',
        initial: true,
        dropsFirst: true,
        cell: ({ account }) =>
          account ? (
            <Link href={paths.account(account.id)} tabIndex={-1} dir="auto">
              {account.name}
            </Link>
          ) : (
            <Nothing label={t('none')} />
          ),
      },
      {
        id: 'category',
        header: t('field.category'),
        width: '160px',
        cell: ({ category }) => <WordsCell words={category?.name ?? null} />,
      },
      {
        id: 'team',
        header: t('field.team'),
        width: '140px',
        cell: ({ team }) => <WordsCell words={team?.name ?? null} />,
      },
      {
        id: 'channel',
        header: t('field.channel'),
        width: '100px',
        cell: ({ channel }) => <WordsCell words={t(`ticketChannel.${channel}`)} />,
      },
      {
        id: 'firstResponseDueAt',
        header: t('field.firstResponse'),
        width: '132px',
        cell: ({ firstResponseDueAt }) => <MomentCell at={firstResponseDueAt} as="appointment" />,
      },
      {
        id: 'resolutionDueAt',
        header: t('field.resolution'),
        width: '132px',
        cell: ({ resolutionDueAt }) => <MomentCell at={resolutionDueAt} as="appointment" />,
      },
      common.updatedAt,
      { ...common.createdAt, initial: false },
    ],
    [t, common],
  );
}
