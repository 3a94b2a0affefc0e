import { Badge } from '@crm/ui/data/badge';
import { Icon } from '@crm/ui/icons/icon';
import type { KeyFact } from '@crm/ui/data/key-facts';
import { Nothing } from '@crm/ui/data/facts';
import { Note } from '@crm/ui/feedback/note';
import { Trans, useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { Link } from '@crm/ui/controls/link';
import { paths } from '#admin/app/paths.ts';
import { api } from '#admin/lib/trpc.ts';
import { firstResponseClock, nextResponseClock, resolutionClock, type Clock } from '#admin/resource/ticket/clock.ts';
import { ClockLine, ClockMoment } from '#admin/resource/ticket/clock-words.tsx';
import { TicketPriorityMark, TicketStatusBadge } from '#admin/resource/ticket/ticket-badges.tsx';
import { useFactWords } from '../details/use-fact-words.tsx';
import { RecordFrame } from '../frame/record-frame.tsx';
import { RecordSource } from '../frame/record-source.tsx';
import { RelatedTab } from '../related/related-tab.tsx';
import { OpenActivities } from '../side/open-activities.tsx';
import { RunningProcesses } from '../side/running-processes.tsx';
import { Tickets } from '../side/tickets.tsx';
import { Conversation } from './conversation.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { SuggestedArticles } from './suggested-articles.tsx';
import { TicketDetails } from './ticket-details.tsx';
import { TicketPrimary } from './ticket-primary.tsx';
import { useTicketVerbs } from './use-ticket-verbs.ts';

/** The page of a ticket. */
export function TicketPage() {
  return (
    <RecordSource resource="ticket" api={api.ticket}>
      {(row) => <TicketRecord key={row.id} row={row} />}
    </RecordSource>
  );
}

function TicketRecord({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('desk');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useFactWords();
  const verbs = useTicketVerbs(row);
  const subject = { subjectType: 'ticket', subjectId: row.id } as const;
  const next = nextResponseClock(row);
  const clock = (id: string, label: string, of: Clock | undefined): KeyFact => ({
    id,
    label,
    value: of ? <ClockLine clock={of} /> : <Nothing label={t('noPromise')} />,
    whole: true,
    ...(of && { note: <ClockMoment clock={of} /> }),
  });
  return (
    <>
      <RecordFrame
        resource="ticket"
        api={api.ticket}
        row={row}
        title={row.subject}
        mark={<Icon name="ticket" size={20} />}
        beside={
          <>
            <Badge outlined>
              <bdi dir="ltr">{row.number}</bdi>
            </Badge>
            <TicketStatusBadge status={row.status} />
            {row.account && (
              <Badge icon="account" outlined href={paths.account(row.account.id)}>
                {row.account.name}
              </Badge>
            )}
          </>
        }
        primary={<TicketPrimary row={row} verbs={verbs} />}
        verbs={verbs.entries}
        facts={[
          clock('first', vocabulary('field.firstResponse'), firstResponseClock(row)),
          ...(next ? [clock('next', vocabulary('field.nextResponse'), next)] : []),
          clock('resolution', vocabulary('field.resolution'), resolutionClock(row)),
          {
            id: 'priority',
            label: vocabulary('field.priority'),
            value: <TicketPriorityMark priority={row.priority} />,
          },
          { id: 'owner', label: vocabulary('field.owner'), value: words.person(row.assignee) },
          {
            id: 'contact',
            wide: true,
            label: vocabulary('field.contact'),
            value: row.contact ? words.contact(row.contact) : words.words(row.requesterName),
          },
        ]}
        notice={row.mergedInto && <MergedNote row={row} />}
        parts={[{ id: 'conversation', label: t('conversation'), content: <Conversation row={row} /> }]}
        details={<TicketDetails row={row} />}
        related={<RelatedTab {...subject} accountId={row.accountId} />}
        side={
          <>
            <RunningProcesses {...subject} />
            <SuggestedArticles ticketId={row.id} />
            <OpenActivities {...subject} />
            {(row.accountId ?? row.contactId) !== null && (
              <Tickets
                {...(row.accountId === null ? { contactId: row.contactId ?? '' } : { accountId: row.accountId })}
                except={row.id}
              />
            )}
          </>
        }
      />
      {verbs.isMerging && <MergeDialog row={row} onClose={verbs.closeMerge} />}
    </>
  );
}

/** Says that nothing happens here any more, and where it goes on. */
function MergedNote({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('desk');
  if (row.mergedInto === null) return null;
  return (
    <Note icon="merge">
      <Trans
        t={t}
        i18nKey="mergedInto"
        values={{ number: row.mergedInto.name }}
        components={{ l: <Link href={paths.ticket(row.mergedInto.id)}>{null}</Link> }}
      />
    </Note>
  );
}
