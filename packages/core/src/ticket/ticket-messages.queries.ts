import { sql, type Kysely } from 'kysely';
import type { Database } from '@crm/db/database';
import type { NamedRef } from '@crm/domain/scalars';
import type { MessageRow } from '@crm/domain/ticket/ticket-message';
import { iso } from '../present.ts';
import { userName } from '../user/user.queries.ts';

/** Every read of messages. */
export function selectMessages(db: Kysely<Database>) {
  return db
    .selectFrom('crm_ticket_messages as message')
    .innerJoin('crm_tickets as ticket', 'ticket.id', 'message.ticketId')
    .selectAll('message')
    .select([
      'ticket.number as ticketNumber',
      'ticket.requesterName',
      'ticket.requesterEmail',
      userName('message.createdBy').as('userName'),
      sql<string | null>`(select name from crm_core.crm_contacts where id = ${sql.ref('message.contactId')})`.as(
        'contactName',
      ),
      sql<NamedRef[]>`coalesce((
        select jsonb_agg(jsonb_build_object('id', article.id, 'name', article.title) order by article.title)
        from crm_core.crm_kb_articles article where article.id = any(${sql.ref('message.articleIds')})
      ), '[]')`.as('articles'),
    ]);
}

type MessageColumns = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

export const conversationOrder = {
  table: 'message',
  columns: { createdAt: { column: 'message.createdAt' } },
  fallback: 'createdAt',
} as const;

export function presentMessage(row: MessageColumns): MessageRow {
  return {
    id: row.id,
    ticketId: row.ticketId,
    ticketNumber: row.ticketNumber,
    position: row.position,
    kind: row.kind,
    body: row.body,
    author: authorOf(row),
    mentions: row.mentions,
    articles: row.articles,
    createdAt: iso(row.createdAt),
  };
}

function authorOf(row: MessageColumns): MessageRow['author'] {
  if (row.kind === 'customer') {
    return { kind: 'contact', id: row.contactId, name: row.contactName ?? row.requesterName ?? row.requesterEmail };
  }
  if (row.createdBy === null) return { kind: 'process', id: null, name: null };
  return { kind: 'user', id: row.createdBy, name: row.userName };
}
