import { z } from 'zod';
import { mailStates } from '../mail/mail.ts';
import { email } from '../normalize/email.ts';
import { id, isoDateTime, line, prose } from '../scalars.ts';
import { typeNames } from '../type-names.ts';

const longestName = 200;

/** How a quote reaches its customer. */
export const sendInput = z.strictObject({
  /** `mail` to `to`, or else to the quote's contact; `hand`: it is handed over otherwise, and no mail is sent. */
  by: z.enum(['mail', 'hand']).optional(),
  to: email.optional(),
  name: line(longestName).optional(),
  /** A few words of one's own above the button. */
  message: prose(2_000).optional(),
  /** Whether the customer is reminded by mail before the last day. */
  remind: z.boolean().optional(),
});

export const quoteAnswers = ['accepted', 'declined'] as const;

/** One time that the quote was handed over, and what came of it. */
export const quoteDeliveryRow = z
  .object({
    id,
    toAddress: z.string().nullable(),
    toName: z.string().nullable(),
    createdAt: isoDateTime,
    /** `null` where no mail was sent. */
    mailState: z.enum(mailStates).nullable(),
    /** When the customer's page was opened. */
    firstSeenAt: isoDateTime.nullable(),
    lastSeenAt: isoDateTime.nullable(),
    remindedAt: isoDateTime.nullable(),
    answer: z.enum(quoteAnswers).nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: isoDateTime.nullable(),
  })
  .register(typeNames, { name: 'QuoteDelivery' });
export type QuoteDeliveryRow = z.output<typeof quoteDeliveryRow>;

/** What a customer says on the page of an offer. */
export const offerAnswer = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accept'), name: line(longestName).min(2) }),
  z.strictObject({ answer: z.literal('decline'), name: line(longestName).optional(), reason: line(300).optional() }),
]);
export type OfferAnswer = z.output<typeof offerAnswer>;

/** A path of ours; `null` for a quote that was never handed over. */
export const offerLinkRow = z.object({ path: z.string().nullable() });

/** Where an offer stands for its customer: to be answered, or why not any more. */
export type OfferState = 'open' | (typeof quoteAnswers)[number] | 'expired' | 'withdrawn';
