import { Badge } from '@crm/ui/data/badge';
import { Icon } from '@crm/ui/icons/icon';
import { Text } from '@crm/ui/data/text';
import type { GlyphState } from '@crm/ui/icons/state-glyph';
import type { TicketPriority, TicketStatus } from '@crm/domain/ticket/ticket-status.rules';
import { useTranslation } from 'react-i18next';
import classes from './ticket-badges.module.css';

type Tone = NonNullable<Parameters<typeof Badge>[0]['tone']>;

const looks: Readonly<Record<TicketStatus, { readonly tone: Tone; readonly state: GlyphState }>> = {
  new: { tone: 'accent', state: 'queued' },
  open: { tone: 'idle', state: 'running' },
  pending: { tone: 'undo', state: 'hold' },
  resolved: { tone: 'good', state: 'done' },
  closed: { tone: 'idle', state: 'cancelled' },
};

/** Where a ticket stands. */
export function TicketStatusBadge({ status }: { readonly status: TicketStatus }) {
  const { t } = useTranslation('vocabulary');
  return <Badge {...looks[status]}>{t(`ticketStatus.${status}`)}</Badge>;
}

/** How urgent a ticket is: the word, and an arrow for what is above or below the usual. */
export function TicketPriorityMark({ priority }: { readonly priority: TicketPriority }) {
  const { t } = useTranslation('vocabulary');
  const tone = priority === 'urgent' ? 'bad' : priority === 'high' ? 'warn' : undefined;
  return (
    <Text level={2} tone={tone}>
      <span className={classes.priority}>
        {priority !== 'normal' && <Icon name={priority === 'low' ? 'down' : 'up'} size={12} />}
        {t(`priority.${priority}`)}
      </span>
    </Text>
  );
}
