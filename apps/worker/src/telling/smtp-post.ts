import nodemailer from 'nodemailer';
import { callOutside } from '@crm/telemetry/spans';
import type { MailPost, OutgoingMail, Posting } from '@crm/core/ports/mail-post';

/** A server that keeps us waiting longer is tried again later. ms */
const patienceMs = 30_000;
const connections = 4;

/** Sends by SMTP. @param url `smtp://name:password@host:587`, or `smtps:` for TLS from the first byte */
export function smtpPost(url: string): MailPost {
  const timeouts = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs };
  const { protocol, hostname, port, username, password } = new URL(url);
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: connections,
    host: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    secure: protocol === 'smtps:',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...timeouts,
    // What a mail says is ours alone: no file and no address is fetched because of it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async post(mail) {
      try {
        await callOutside('mail', () => transport.sendMail(toMessage(mail)));
        return 'accepted';
      } catch (error) {
        return refusal(error);
      }
    },
    close: () => transport.close(),
  };
}

function toMessage({
  messageId,
  from,
  to,
  inReplyTo,
  references,
  subject,
  text,
  html,
  headers,
  attachments,
}: OutgoingMail) {
  return {
    messageId,
    from: { name: from.name ?? '', address: from.address },
    to: { name: to.name ?? '', address: to.address },
    ...(inReplyTo === null ? {} : { inReplyTo, references: references.length > 0 ? [...references] : inReplyTo }),
    subject,
    text,
    html,
    headers: { ...headers },
    attachments: attachments.map(({ fileName, contentType, content }) => ({
      filename: fileName,
      contentType,
      content: Buffer.from(content),
    })),
  };
}

/** What the server says about this very mail, and says for good (RFC 5321, 4.2.1). That it will not let us in is no such thing. */
const aboutTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
const permanent = 500;

function refusal(error: unknown): Posting {
  const reason = error instanceof Error ? error.message : String(error);
  const told = (name: string): unknown => (error instanceof Error ? Reflect.get(error, name) : undefined);
  const [code, command] = [told('responseCode'), told('command')];
  const forGood = typeof code === 'number' && code >= permanent && aboutTheMail.has(String(command));
  return { refused: forGood ? 'for good' : 'for now', reason };
}
