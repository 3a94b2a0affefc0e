import { useQuery } from '@tanstack/react-query';
import { Link } from '@crm/ui/controls/link';
import { Facts, Nothing } from '@crm/ui/data/facts';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Text } from '@crm/ui/data/text';
import { PreviewHead } from '@crm/ui/layout/inspector';
import { Section } from '@crm/ui/layout/section';
import { Icon } from '@crm/ui/icons/icon';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { paths } from '#admin/app/paths.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { PeekActions } from '#admin/resource/peek/peek-actions.tsx';
import { PeekProcesses } from '#admin/resource/peek/peek-processes.tsx';
import { firstResponseClock, resolutionClock } from '#admin/resource/ticket/clock.ts';
import { ClockCell } from '#admin/resource/ticket/clock-words.tsx';
import { TicketPriorityMark, TicketStatusBadge } from '#admin/resource/ticket/ticket-badges.tsx';
import classes from './ticket-peek.module.css';

/** A ticket beside the list: its promises, who asks, what was said last. */
export function TicketPeek({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('vocabulary');
  return (
    <>
      <PreviewHead
        mark={<Icon name="ticket" />}
        title={row.subject}
        detail={<bdi dir="ltr">{row.number}</bdi>}
        badge={<TicketStatusBadge status={row.status} />}
        actions={<PeekActions resource="ticket" api={api.ticket} row={row} />}
      />
      <PeekProcesses subjectType="ticket" subjectId={row.id} />
      <Section>
        <Facts
          facts={[
            { id: 'first', label: t('field.firstResponse'), value: <ClockCell clock={firstResponseClock(row)} /> },
            { id: 'resolution', label: t('field.resolution'), value: <ClockCell clock={resolutionClock(row)} /> },
            { id: 'priority', label: t('field.priority'), value: <TicketPriorityMark priority={row.priority} /> },
            {
              id: 'owner',
              label: t('field.owner'),
              value: row.assignee ? <Person name={row.assignee.name} /> : <Nothing label={t('nobody')} />,
            },
            { id: 'team', label: t('field.team'), value: <WordsCell words={row.team?.name ?? null} /> },
            { id: 'category', label: t('field.category'), value: <WordsCell words={row.category?.name ?? null} /> },
            {
              id: 'contact',
              label: t('field.contact'),
              value: row.contact ? (
                <Link href={paths.contact(row.contact.id)} dir="auto">
                  {row.contact.name}
                </Link>
              ) : (
                <WordsCell words={row.requesterName} />
              ),
            },
            {
              id: 'account',
              label: t('field.account'),
              value: row.account ? (
                <Link href={paths.account(row.account.id)} dir="auto">
                  {row.account.name}
                </Link>
              ) : (
                <Nothing label={t('none')} />
              ),
            },
          ]}
        />
      </Section>
      <LastWords row={row} />
    </>
  );
}

/** The latest message, as far as a glance needs it. */
function LastWords({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('tickets');
  const { data } = useQuery(trpc.ticket.messages.queryOptions({ id: row.id, sort: '-createdAt', limit: 1 }));
  const last = data?.items[0];
  if (last === undefined && row.description === null) return null;
  return (
    <Section title={last ? t('lastMessage') : t('asked')}>
      {last && (
        <Text level={2} size="sm">
          <bdi>{last.author.name}</bdi> · <Moment at={last.createdAt} />
        </Text>
      )}
      <p className={classes.words} dir="auto">
        {last?.body ?? row.description}
      </p>
    </Section>
  );
}
