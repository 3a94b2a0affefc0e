import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { RecordStream } from '@crm/ui/layout/record-layout';
import { useTranslation } from 'react-i18next';
import type { TicketRow } from '@crm/domain/ticket/ticket';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import classes from './conversation.module.css';
import { Message, OpeningMessage } from './message.tsx';
import { ReplyBox } from './reply-box.tsx';

const perPage = 30;

/** What was said about a ticket, in its order, and below it the place to go on. */
export function Conversation({ row }: { readonly row: TicketRow }) {
  const { t } = useTranslation('desk');
  // The newest are read first: they are what one came for.
  const stream = useInfiniteQuery(
    trpc.ticket.messages.infiniteQueryOptions(
      { id: row.id, sort: '-createdAt', limit: perPage },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const messages = stream.data?.pages.flatMap(({ items }) => items).toReversed();
  return (
    <RecordStream>
      <div className={classes.conversation}>
        {stream.error && <ErrorView error={stream.error} onRetry={() => void stream.refetch()} />}
        {!messages && !stream.error && <Skeleton width={360} />}
        {stream.hasNextPage && (
          <Button busy={stream.isFetchingNextPage} onClick={() => void stream.fetchNextPage()}>
            {t('earlier')}
          </Button>
        )}
        {messages && (
          <ol className={classes.messages} aria-label={t('conversation')}>
            {!stream.hasNextPage && row.description !== null && <OpeningMessage row={row} text={row.description} />}
            {messages.map((message) => (
              <Message key={message.id} message={message} ticketId={row.id} />
            ))}
          </ol>
        )}
        {messages?.length === 0 && row.description === null && <p className={classes.none}>{t('nothingSaid')}</p>}
        <ReplyBox row={row} />
      </div>
    </RecordStream>
  );
}
