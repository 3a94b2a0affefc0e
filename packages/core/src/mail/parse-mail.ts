import { createHash } from 'node:crypto';
import { simpleParser, type Attachment, type ParsedMail } from 'mailparser';
import { isAutomatic, messageIdsIn, withoutQuoted } from '@crm/domain/mail/inbound-mail.rules';

/** A mail that came in, as far as we look at it. Its words are plain text: nothing of its HTML is kept. */
export interface IncomingMail {
  readonly messageId: string;
  /** The Message-IDs that it answers, the nearest first. */
  readonly answers: readonly string[];
  /** `null` for a mail that says no address. */
  readonly from: { readonly address: string; readonly name: string | null } | null;
  readonly subject: string;
  readonly text: string;
  /** Nobody wrote it, or to many. */
  readonly automatic: boolean;
  readonly files: readonly { readonly fileName: string; readonly content: Buffer }[];
}

/** Reads a raw message (RFC 822), whatever its encodings. Never throws: what cannot be read is left out. */
export async function parseMail(raw: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, maxHtmlLengthToParse: mostHtml });
  const lines = new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]));
  const nearest = messageIdsIn(lines.get('in-reply-to') ?? '');
  const earlier = messageIdsIn(lines.get('references') ?? '').toReversed();
  return {
    messageId: messageIdsIn(lines.get('message-id') ?? '')[0] ?? madeUpId(raw),
    answers: [...new Set([...nearest, ...earlier])],
    from: senderOf(mail),
    subject: printable(mail.subject ?? ''),
    text: withoutQuoted(printable(mail.text ?? '').replaceAll(picture, '')),
    automatic: isAutomatic(lines),
    files: mail.attachments.filter(isFile).map((file, index) => ({
      fileName: file.filename ?? `${file.contentType.replace('/', '-')}-${index + 1}`,
      content: file.content,
    })),
  };
}

/** Where pictures of others were: who looks at them tells that they were looked at. */
const picture = /^\[(?:https?|cid|data):[^\]\s]*\]$/gmu;
/** Characters that no text has, and of which the database does not take one. */
const unprintable = /(?![\t\n\r])\p{Cc}/gu;

function printable(text: string): string {
  return text.replaceAll(unprintable, '');
}

const mostHtml = 2_000_000;

/** The same bytes are the same mail. */
function madeUpId(raw: Buffer): string {
  return `<${createHash('sha256').update(raw).digest('hex')}@without-message-id.invalid>`;
}

function senderOf({ from, replyTo }: ParsedMail): IncomingMail['from'] {
  const [sender] = [...(replyTo?.value ?? []), ...(from?.value ?? [])].filter(({ address }) => address);
  if (sender?.address === undefined) return null;
  return {
    address: sender.address.toLowerCase(),
    name: printable(sender.name || (from?.value[0]?.name ?? '')).trim() || null,
  };
}

/** Pictures of signatures are part of the HTML that is not kept. */
function isFile({ related, content }: Attachment): boolean {
  return !related && content.length > 0;
}
