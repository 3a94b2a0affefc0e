import { useQuery } from '@tanstack/react-query';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Text } from '@crm/ui/data/text';
import { Icon } from '@crm/ui/icons/icon';
import { Section, SectionItem } from '@crm/ui/layout/section';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { TicketStatusBadge } from '#admin/resource/ticket/ticket-badges.tsx';
import { useForms } from '#admin/resource/use-forms.ts';

type TicketsProps = ({ readonly accountId: string } | { readonly contactId: string }) & {
  /** The one that is looked at already. */
  readonly except?: string;
};

const shown = 6;

/** What a customer asked, the latest first, and the way to write down what they ask now. */
export function Tickets({ except, ...customer }: TicketsProps) {
  const { t } = useTranslation('records');
  const may = useMay();
  const forms = useForms();
  const { data } = useQuery(
    trpc.ticket.list.queryOptions({ filter: customer, limit: shown }, { enabled: may('ticket:read') }),
  );
  const items = (data?.items ?? []).filter(({ id }) => id !== except);
  const mayCreate = may('ticket:create');
  if (items.length === 0 && !mayCreate) return null;
  return (
    <Section
      title={t(except === undefined ? 'tickets' : 'otherTickets')}
      end={
        mayCreate && (
          <IconButton
            icon="plus"
            size="small"
            variant="ghost"
            label={t('addTicket')}
            onClick={() => forms.create('ticket', { ...customer })}
          />
        )
      }
    >
      {data && items.length === 0 && <Text level={2}>{t('nothing')}</Text>}
      {items.map(({ id, subject, status }) => (
        <SectionItem
          key={id}
          mark={<Icon name="ticket" />}
          title={subject}
          end={<TicketStatusBadge status={status} />}
          href={paths.ticket(id)}
        />
      ))}
    </Section>
  );
}
