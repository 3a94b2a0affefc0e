import { defineEntity, p } from '@mikro-orm/core';
import { idOf, key, moment, optionalIdOf, schema } from './columns.ts';
import { Mail } from './mail.entity.ts';
import { Quote } from './quote.entity.ts';
import { User } from './user.entity.ts';

const QuoteDeliverySchema = defineEntity({
  name: 'QuoteDelivery',
  tableName: 'crm_quote_deliveries',
  schema,
  properties: {
    id: key(),
    quoteId: () => idOf(Quote),
    /** `null` when it was handed over otherwise. */
    mailId: () => optionalIdOf(Mail),
    toAddress: p.text().strictNullable(),
    toName: p.text().strictNullable(),
    /** Whether the customer is reminded before the last day. */
    remind: p.boolean().default(true),
    createdAt: moment(),
    createdBy: () => optionalIdOf(User),
    /** When the page was opened. */
    firstSeenAt: moment().strictNullable(),
    lastSeenAt: moment().strictNullable(),
    remindedAt: moment().strictNullable(),
    /** What the customer answered on the page: who, when, and from which network address. */
    answer: p.enum(['accepted', 'declined']).strictNullable(),
    answeredBy: p.text().strictNullable(),
    answeredAt: moment().strictNullable(),
    answeredFrom: p.text().strictNullable(),
  },
  indexes: [
    { name: 'crm_quote_deliveries_quote_id', properties: ['quoteId', 'createdAt', 'id'] },
    { name: 'crm_quote_deliveries_mail_id', properties: ['mailId'] },
    { name: 'crm_quote_deliveries_created_by', properties: ['createdBy'] },
  ],
});

/** One time that a sent quote was handed over, with the page on which it can be answered. */
export class QuoteDelivery extends QuoteDeliverySchema.class {}
QuoteDeliverySchema.setClass(QuoteDelivery);
