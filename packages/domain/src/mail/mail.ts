/**
 * `queued`: to be sent when it is due. `sending`: somebody is at it; if nothing is heard of it until it is due, whoever
 * it was is gone. `sent`: the server has accepted it. `failed`: it will never be sent.
 */
export const mailStates = ['queued', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof mailStates)[number];

/** What is sent along: a file of a record, or a document as it is drawn at the time of sending. */
export type MailAttachment =
  | { readonly attachmentId: string }
  | { readonly quoteId: string }
  | { readonly invoiceId: string };
