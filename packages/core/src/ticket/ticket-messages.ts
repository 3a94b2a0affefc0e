import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { ListQuery, Page } from '@crm/domain/page';
import type {
  customerMessageInput,
  MessageKind,
  MessageRow,
  noteInput,
  replyInput,
} from '@crm/domain/ticket/ticket-message';
import { afterCustomerWrote } from '@crm/domain/ticket/ticket-clocks.rules';
import { afterCustomerMessage, afterReply } from '@crm/domain/ticket/ticket-status.rules';
import type { ServiceContext } from '../context.ts';
import { readPage } from '../page.ts';
import { allowOn } from '../policy.ts';
import { tellMentioned } from '../mention/record-mentions.ts';
import { assignChanges } from '../record.ts';
import { requireNamed } from './ticket-facts.ts';
import { conversationOrder, presentMessage, selectMessages } from './ticket-messages.queries.ts';
import { mailReply } from './ticket-reply-mail.ts';
import { promiseOf } from './ticket-sla.ts';
import { answeredNow, saveTicket, statusColumns } from './ticket-status.ts';
import { openUnmerged, ticketReads } from './ticket.reads.ts';

/** A page of a ticket's conversation, with the messages of what was merged into it, in the order in which they came. */
export async function listMessages(
  ctx: ServiceContext,
  id: string,
  query: ListQuery<never>,
): Promise<Page<MessageRow>> {
  await ticketReads.get(ctx, id);
  const db = database(ctx.em);
  const { rows } = await sql<{ id: string }>`
    with recursive family as (
      select ${id}::uuid as id
      union
      select t.id from crm_core.crm_tickets t join family on t.merged_into_id = family.id
    )
    select id from family`.execute(db);
  return readPage(selectMessages(db), query, conversationOrder, presentMessage, {
    oneOf: { column: 'message.ticketId', values: rows.map((row) => row.id) },
  });
}

/**
 * Answers the customer. The first answer of a person stops the first-response clock, and begins the work; each one
 * stops the clock for the next response.
 * @throws DomainError `invalid_transition` for a closed ticket
 */
export async function addReply(ctx: ServiceContext, id: string, input: z.output<typeof replyInput>) {
  const record = await openUnmerged(ctx, id, 'reply');
  if (input.status === 'resolved') allowOn(ctx, 'ticket:resolve', record);
  refuseClosed(record);
  await requirePublished(ctx, input.articleIds);
  const status = await statusColumns(ctx, record, input.status ?? afterReply(record.status));
  const answered = record.firstRespondedAt ?? (ctx.actor.kind === 'user' ? ctx.now : null);
  const message = await addMessage(
    ctx,
    record,
    { ...input, kind: 'reply' },
    {
      ...status,
      firstRespondedAt: status.firstRespondedAt ?? answered,
      ...(ctx.actor.kind === 'user' && answeredNow(record, ctx.now)),
    },
  );
  await mailReply(ctx, record, message);
  return message;
}

/** A note among colleagues; the customer never sees it, and no clock minds it. */
export async function addNote(ctx: ServiceContext, id: string, input: z.output<typeof noteInput>) {
  const record = await openUnmerged(ctx, id, 'note');
  await requirePublished(ctx, input.articleIds);
  await requirePeople(ctx, input.mentions);
  return addMessage(ctx, record, { ...input, kind: 'note' }, {});
}

/**
 * What the customer wrote, or said to whoever writes it down. What waited for it or was resolved is open again, and the
 * clock for the next response runs.
 * @throws DomainError `invalid_transition` for a closed ticket: that asks for a new one
 */
export async function receiveMessage(ctx: ServiceContext, id: string, input: z.output<typeof customerMessageInput>) {
  const record = await openUnmerged(ctx, id, 'reply');
  refuseClosed(record);
  await requireNamed(ctx, { contactId: input.contactId });
  const status = await statusColumns(ctx, record, afterCustomerMessage(record.status));
  const waits = afterCustomerWrote(record, await promiseOf(ctx, record), ctx.now);
  const contactId = input.contactId ?? record.contactId;
  return addMessage(ctx, record, { body: input.body, contactId, kind: 'customer' }, { ...status, ...waits });
}

interface NewMessage {
  readonly kind: MessageKind;
  readonly body: string;
  readonly contactId?: string | null;
  readonly mentions?: readonly string[];
  readonly articleIds?: readonly string[];
}

/**
 * Puts a message at the end of a conversation. The ticket is locked, so messages that come together take turns: each
 * gets the next place, and a time after the one before it.
 */
async function addMessage(
  ctx: ServiceContext,
  record: Ticket,
  message: NewMessage,
  columns: Partial<Ticket>,
): Promise<MessageRow> {
  const id = randomUUIDv7();
  const createdAt = new Date(Math.max(ctx.now.getTime(), (record.lastMessageAt?.getTime() ?? 0) + 1));
  const position = record.messageCount + 1;
  const db = database(ctx.em);
  await db
    .insertInto('crm_ticket_messages')
    .values({
      id,
      ticketId: record.id,
      position,
      kind: message.kind,
      body: message.body,
      contactId: message.contactId ?? null,
      mentions: [...new Set(message.mentions)],
      articleIds: [...new Set(message.articleIds)],
      createdAt,
      createdBy: ctx.actor.id,
    })
    .execute();
  const changes = assignChanges(record, { ...columns, messageCount: position, lastMessageAt: createdAt });
  await saveTicket(ctx, record, changes);
  await tellMentioned(ctx, { id, userIds: message.mentions ?? [], subject: { type: 'ticket', id: record.id } });
  return presentMessage(await selectMessages(db).where('message.id', '=', id).executeTakeFirstOrThrow());
}

function refuseClosed({ status }: Ticket): void {
  if (status === 'closed') {
    throw new DomainError('invalid_transition', 'This ticket is closed. Reopen it, or open a new one.', {
      reason: 'closed',
    });
  }
}

async function requirePublished(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await database(ctx.em)
    .selectFrom('crm_kb_articles')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '=', 'published')
    .where('deletedAt', 'is', null)
    .execute();
  if (found.length !== new Set(ids).size) {
    throw refuseFields([{ field: 'articleIds', code: 'unknown_article', message: 'Name published articles only.' }]);
  }
}

async function requirePeople(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await database(ctx.em)
    .selectFrom('crm_users')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .execute();
  if (found.length !== new Set(ids).size) {
    throw refuseFields([{ field: 'mentions', code: 'unknown_user', message: 'Mention active users only.' }]);
  }
}
