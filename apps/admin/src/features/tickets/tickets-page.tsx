import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ticket } from '@crm/domain/ticket/ticket';
import { paths } from '#admin/app/paths.ts';
import { useMay, useSession } from '#admin/lib/session.ts';
import { api } from '#admin/lib/trpc.ts';
import { ResourceList } from '#admin/resource/list/resource-list.tsx';
import { TicketPeek } from './ticket-peek.tsx';
import { useTicketColumns } from './use-ticket-columns.tsx';
import { useTicketFields } from './use-ticket-fields.ts';

/** What nobody is done with yet. */
const undone = 'status=new,open,pending';

/** Support cases, by what is due first. */
export function TicketsPage() {
  const { t } = useTranslation('tickets');
  const { t: app } = useTranslation('app');
  const { t: frame } = useTranslation('resource');
  const { team } = useSession();
  const may = useMay();
  const hasTeam = team !== null;
  const views = useMemo(
    () => [
      { id: 'all', label: frame('view.all'), query: '' },
      { id: 'mine', label: frame('view.mine'), query: `assignedTo=me&${undone}` },
      ...(hasTeam
        ? [{ id: 'team', label: frame('view.team'), query: `${undone}&teamId=mine`, icon: 'users' as const }]
        : []),
      { id: 'unassigned', label: t('view.unassigned'), query: `${undone}&unassigned=true` },
      { id: 'breached', label: t('view.breached'), query: `slaState=breached&${undone}` },
    ],
    [t, frame, hasTeam],
  );
  return (
    <ResourceList
      resource="ticket"
      api={api.ticket}
      assign={api.ticket.update}
      definition={ticket}
      title={app('nav.tickets')}
      section={app('section.service')}
      columns={useTicketColumns()}
      fields={useTicketFields()}
      views={views}
      initialSort="dueAt"
      rowName={(row) => `${row.number} ${row.subject}`}
      href={(row) => paths.ticket(row.id)}
      Peek={TicketPeek}
      noneYet={{
        title: t('none.title'),
        reason: t('none.reason'),
        create: may('ticket:create') ? t('create') : undefined,
      }}
    />
  );
}
