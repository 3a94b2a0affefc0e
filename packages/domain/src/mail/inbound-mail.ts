import { z } from 'zod';
import { id } from '../scalars.ts';

/**
 * What became of a mail that came in. `opened` a ticket, `joined` the conversation of one; `automatic`: a machine wrote
 * it, `own`: we did; `unreadable`: it has no sender to answer.
 */
export const inboundOutcomes = ['opened', 'joined', 'automatic', 'own', 'unreadable'] as const;
export type InboundOutcome = (typeof inboundOutcomes)[number];

export const mailReceipt = z.object({
  outcome: z.enum(inboundOutcomes),
  ticketId: id.nullable(),
  /** It came before; nothing was done now. */
  known: z.boolean(),
});
export type MailReceipt = z.output<typeof mailReceipt>;
