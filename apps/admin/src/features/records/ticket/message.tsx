import { Avatar } from '@crm/ui/data/avatar';
import { Badge } from '@crm/ui/data/badge';
import { Markdown } from '@crm/ui/data/markdown';
import { Moment } from '@crm/ui/data/moment';
import { Icon } from '@crm/ui/icons/icon';
import { Link } from '@crm/ui/controls/link';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import type { MessageKind, MessageRow } from '@crm/domain/ticket/ticket-message';
import { paths } from '#admin/app/paths.ts';
import { MentionText } from '#admin/resource/mentions/mention-text.tsx';
import classes from './message.module.css';

interface FrameProps {
  readonly kind: MessageKind;
  readonly name: string;
  readonly at: string;
  /** Behind the name: who writes, from where. */
  readonly marks: ReactNode;
  readonly children: ReactNode;
}

/** One message: who wrote to whom, when, and the words. What is only for colleagues says so in words and by its ground. */
function MessageFrame({ kind, name, at, marks, children }: FrameProps) {
  return (
    <li className={classes.message} data-kind={kind}>
      <Avatar name={name} size="large" />
      <article className={classes.body}>
        <header className={classes.head}>
          <b className={classes.name} dir="auto">
            {name}
          </b>
          {marks}
          <span className={classes.time}>
            <Moment at={at} as="appointment" />
          </span>
        </header>
        {children}
      </article>
    </li>
  );
}

/** What the ticket was opened with. */
export function OpeningMessage({ row, text }: { readonly row: TicketRow; readonly text: string }) {
  const { t } = useTranslation('desk');
  const { t: vocabulary } = useTranslation('vocabulary');
  const name = row.contact?.name ?? row.requesterName ?? t('customer');
  return (
    <MessageFrame
      kind="customer"
      name={name}
      at={row.createdAt}
      marks={
        <span className={classes.how}>{t('openedBy', { channel: vocabulary(`ticketChannel.${row.channel}`) })}</span>
      }
    >
      <Markdown text={text} />
    </MessageFrame>
  );
}

interface MessageProps {
  readonly message: MessageRow;
  /** The ticket that is looked at: what came from another one says from which. */
  readonly ticketId: string;
}

/** A message of the conversation. */
export function Message({ message, ticketId }: MessageProps) {
  const { t } = useTranslation('desk');
  const { kind, author, articles } = message;
  const name = author.name ?? t(author.kind === 'contact' ? 'customer' : 'system');
  return (
    <MessageFrame
      kind={kind}
      name={name}
      at={message.createdAt}
      marks={
        <>
          {kind === 'note' ? (
            <Badge tone="warn" icon="lock">
              {t('kind.note')}
            </Badge>
          ) : (
            <span className={classes.how}>{t(`kind.${kind}`)}</span>
          )}
          {message.ticketId !== ticketId && (
            <Badge icon="merge" href={paths.ticket(message.ticketId)}>
              {message.ticketNumber}
            </Badge>
          )}
        </>
      }
    >
      {kind === 'note' ? (
        <p className={classes.words} dir="auto">
          <MentionText text={message.body} />
        </p>
      ) : (
        <Markdown text={message.body} />
      )}
      {articles.length > 0 && (
        <ul className={classes.articles} aria-label={t('articles')}>
          {articles.map(({ id, name: title }) => (
            <li key={id}>
              <Icon name="book" size={14} />
              <Link href={paths.article(id)} dir="auto">
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </MessageFrame>
  );
}
