import type { Language } from '@crm/domain/language';

export interface MailPerson {
  readonly address: string;
  readonly name?: string | undefined;
}

/** A mail as it goes out. */
export interface OutgoingMail {
  /** The same at every try, so that whoever gets it twice can tell. */
  readonly messageId: string;
  readonly from: MailPerson;
  readonly to: MailPerson;
  readonly inReplyTo: string | null;
  /** The Message-IDs of the conversation so far, the oldest first. */
  readonly references: readonly string[];
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly MailFile[];
}

export interface MailFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/**
 * What the post said: it has taken the mail; it did not, and may another time; or it will not, whoever asks. The reason
 * is for the database: it may repeat the address.
 */
export type Posting = 'accepted' | { readonly refused: 'for now' | 'for good'; readonly reason: string };

/** The way out for mails. */
export interface MailPost {
  /** Never throws. */
  post(mail: OutgoingMail): Promise<Posting>;
  close(): void;
}
