import { defineEntity, p } from '@mikro-orm/core';
import { inboundOutcomes } from '@crm/domain/mail/inbound-mail';
import { key, moment, optionalIdOf, schema } from './columns.ts';
import { Ticket, TicketMessage } from './ticket.entity.ts';

const InboundMailSchema = defineEntity({
  name: 'InboundMail',
  tableName: 'crm_inbound_mails',
  schema,
  properties: {
    id: key(),
    /** As the mail says; made of its bytes where it says none. */
    messageId: p.text(),
    sender: p.text().strictNullable(),
    ticketId: () => optionalIdOf(Ticket),
    /** `null` for the mail that opened its ticket. */
    ticketMessageId: () => optionalIdOf(TicketMessage),
    outcome: p.enum(inboundOutcomes),
    receivedAt: moment(),
  },
  indexes: [
    { name: 'crm_inbound_mails_ticket_id', properties: ['ticketId', 'receivedAt', 'id'] },
    { name: 'crm_inbound_mails_ticket_message_id', properties: ['ticketMessageId'] },
  ],
  uniques: [{ name: 'crm_inbound_mails_message_id_unique', properties: ['messageId'] }],
});

/** A mail that came in, and what became of it. Each counts once, however often it comes. */
export class InboundMail extends InboundMailSchema.class {}
InboundMailSchema.setClass(InboundMail);
