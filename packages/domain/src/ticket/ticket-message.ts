import { z } from 'zod';
import { id, isoDateTime, namedRef, prose } from '../scalars.ts';

export const messageKinds = ['reply', 'note', 'customer'] as const;
export type MessageKind = (typeof messageKinds)[number];

const mostNamed = 20;
/** Plain text, or Markdown that screens render without HTML of its own; tags in it are letters like others. */
const body = prose(50_000).min(1);
/** Published articles that the text hands on or leans on. */
const articleIds = z.array(id).max(mostNamed).default([]);

/** A public answer; with `status`, what becomes of the ticket with it. */
export const replyInput = z.strictObject({
  body,
  articleIds,
  status: z.enum(['open', 'pending', 'resolved']).optional(),
});

/** A note among colleagues. */
export const noteInput = z.strictObject({ body, articleIds, mentions: z.array(id).max(mostNamed).default([]) });

/** What a customer wrote or said. */
export const customerMessageInput = z.strictObject({
  body,
  /** Who of the customer's people, when it was not the one who asked first. */
  contactId: id.optional(),
});

/** One message of a conversation. Written once: it is what was said. */
export const messageRow = z.object({
  id,
  ticketId: id,
  /** Which ticket it was written to: another one's, when that was merged into this. */
  ticketNumber: z.string(),
  /** Its place in that ticket, from 1, without gaps. */
  position: z.number().int(),
  kind: z.enum(messageKinds),
  body: z.string(),
  author: z.object({
    kind: z.enum(['user', 'contact', 'process']),
    id: id.nullable(),
    name: z.string().nullable(),
  }),
  mentions: z.array(id),
  articles: z.array(namedRef),
  createdAt: isoDateTime,
});
export type MessageRow = z.output<typeof messageRow>;
