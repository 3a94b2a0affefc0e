import type { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import type { MessageRow } from '@crm/domain/ticket/ticket-message';
import type { ServiceContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';

/** So many mails of a conversation are named in one that goes on with it; the first and the latest matter. */
const mostReferences = 20;

/**
 * Sends a public answer to the customer of a ticket that came by mail, as an answer to the latest mail, so that mail
 * programs put it into the conversation.
 */
export async function mailReply(ctx: ServiceContext, ticket: Ticket, message: MessageRow): Promise<void> {
  if (ticket.channel !== 'email') return;
  const received = await database(ctx.em)
    .selectFrom('crm_inbound_mails')
    .select(['messageId', 'sender'])
    .where('ticketId', '=', ticket.id)
    .where('outcome', 'in', ['opened', 'joined'])
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(mostReferences)
    .execute();
  const latest = received[0];
  const address = latest?.sender ?? (await addressOf(ctx, ticket));
  if (address === null) return;
  await queueMail(ctx, {
    to: { address },
    language: ticket.language ?? 'en',
    template: 'ticket_reply',
    params: {
      number: ticket.number,
      subject: ticket.subject,
      body: message.body,
      sender: message.author.name ?? '',
    },
    key: `ticket-reply/${message.id}`,
    subject: { type: 'ticket', id: ticket.id },
    inReplyTo: latest?.messageId,
    references: received.map(({ messageId }) => messageId).toReversed(),
  });
}

async function addressOf(ctx: ServiceContext, { requesterEmail, contactId }: Ticket): Promise<string | null> {
  if (contactId === null) return requesterEmail;
  const contact = await database(ctx.em)
    .selectFrom('crm_contacts')
    .select('email')
    .where('id', '=', contactId)
    .executeTakeFirst();
  return contact?.email ?? requesterEmail;
}
