import { randomUUIDv7 } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import type { InboundOutcome, MailReceipt } from '@crm/domain/mail/inbound-mail';
import { plainSubject, ticketNumberIn } from '@crm/domain/mail/inbound-mail.rules';
import { email, normalizeEmail } from '@crm/domain/normalize/email';
import { ticket as ticketResource } from '@crm/domain/ticket/ticket';
import { beginUpload, completeUpload, storageKeyOf } from '../attachment/upload.ts';
import { receiveFile } from '../attachment/receive.ts';
import type { ServiceContext } from '../context.ts';
import type { IncomingMail } from '../mail/parse-mail.ts';
import type { FileStore } from '../ports/file-store.ts';
import { receiveMessage } from './ticket-messages.ts';
import { ticketService } from './ticket.service.ts';

export interface MailFiles {
  readonly store: FileStore;
  readonly maxBytes: number;
}

type Sender = NonNullable<IncomingMail['from']>;

/**
 * Takes a mail in: it joins the ticket that it answers, or opens one. Each counts once, also when it comes twice at the
 * same time. What machines wrote is noted and goes no further. Call it as the system, in one transaction.
 */
export async function receiveMail(ctx: ServiceContext, mail: IncomingMail, files: MailFiles): Promise<MailReceipt> {
  const db = database(ctx.em);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`crm.inbound-mail/${mail.messageId}`}, 0))`.execute(db);
  const before = await db
    .selectFrom('crm_inbound_mails')
    .select(['outcome', 'ticketId'])
    .where('messageId', '=', mail.messageId)
    .executeTakeFirst();
  if (before) return { ...before, known: true };
  const refused = await refusalOf(ctx, mail);
  const taken =
    refused === null ? await takeIn(ctx, mail, files) : { outcome: refused, ticketId: null, messageId: null };
  const { outcome, ticketId, messageId: ticketMessageId } = taken;
  await db
    .insertInto('crm_inbound_mails')
    .values({
      id: randomUUIDv7(),
      messageId: mail.messageId,
      sender: mail.from?.address ?? null,
      ticketId,
      ticketMessageId,
      outcome,
      receivedAt: ctx.now,
    })
    .execute();
  return { outcome, ticketId, known: false };
}

async function refusalOf(
  ctx: ServiceContext,
  { from, automatic, messageId }: IncomingMail,
): Promise<InboundOutcome | null> {
  if (from === null || !email.safeParse(from.address).success) return 'unreadable';
  if ((await findOwnMail(ctx, [messageId])) !== null) return 'own';
  return automatic ? 'automatic' : null;
}

async function takeIn(ctx: ServiceContext, mail: IncomingMail, files: MailFiles) {
  const from = mail.from ?? { address: '', name: null };
  const contactId = await findContact(ctx, from.address);
  const body = mail.text === '' ? plainSubject(mail.subject) || '–' : mail.text;
  const joined = await findTicket(ctx, mail, contactId);
  if (joined === null) {
    const created = await ticketService.create(
      ctx,
      ticketResource.create.parse({
        subject: (plainSubject(mail.subject) || body).slice(0, mostSubject),
        description: body.slice(0, mostDescription),
        channel: 'email',
        contactId,
        ...(contactId === null && { requesterName: from.name?.slice(0, mostName), requesterEmail: from.address }),
      }),
    );
    await keepFiles(ctx, created.id, mail, files);
    return { outcome: 'opened', ticketId: created.id, messageId: null } as const;
  }
  const said = await receiveMessage(ctx, joined.id, {
    body: `${nameStranger(joined, from, contactId)}${body}`.slice(0, mostBody),
    ...(contactId !== null && { contactId }),
  });
  await keepFiles(ctx, joined.id, mail, files);
  return { outcome: 'joined', ticketId: joined.id, messageId: said.id } as const;
}

const mostSubject = 300;
const mostName = 150;
const mostDescription = 20_000;
const mostBody = 50_000;

/** The live contact with this address; of several the one that was there first. */
async function findContact(ctx: ServiceContext, address: string): Promise<string | null> {
  const found = await database(ctx.em)
    .selectFrom('crm_contacts')
    .select('id')
    .where('emailNormalized', '=', normalizeEmail(address))
    .where('deletedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

/**
 * The ticket whose conversation a mail goes on with: by the mails that it answers, those of the customer and ours; else
 * by the number in its subject, if it comes from somebody of that conversation: a number is easily guessed.
 * @returns `null` also when that ticket is closed, which asks for a new one
 */
async function findTicket(ctx: ServiceContext, mail: IncomingMail, contactId: string | null): Promise<Ticket | null> {
  const answered = mail.answers.length === 0 ? null : await findAnswered(ctx, mail.answers);
  const id = answered ?? (await findNumbered(ctx, mail, contactId));
  let found = id === null ? null : await ctx.em.findOne(Ticket, { id, deletedAt: null });
  while (found !== null && found.mergedIntoId !== null) {
    found = await ctx.em.findOne(Ticket, { id: found.mergedIntoId, deletedAt: null });
  }
  return found?.status === 'closed' ? null : found;
}

async function findAnswered(ctx: ServiceContext, answers: readonly string[]): Promise<string | null> {
  const received = await database(ctx.em)
    .selectFrom('crm_inbound_mails')
    .select('ticketId')
    .where('messageId', 'in', answers)
    .where('ticketId', 'is not', null)
    .orderBy('receivedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (received) return received.ticketId;
  const own = await findOwnMail(ctx, answers);
  return own?.subjectType === 'ticket' ? own.subjectId : null;
}

const ownId = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/iu;

/** A mail that we sent ourselves, by its Message-ID, which is made of its id. */
async function findOwnMail(ctx: ServiceContext, messageIds: readonly string[]) {
  const ids = messageIds.flatMap((messageId) => ownId.exec(messageId)?.[1] ?? []);
  if (ids.length === 0) return null;
  const rows = database(ctx.em).selectFrom('crm_mails').select(['subjectType', 'subjectId']).where('id', 'in', ids);
  return (await rows.orderBy('createdAt', 'desc').limit(1).executeTakeFirst()) ?? null;
}

async function findNumbered(
  ctx: ServiceContext,
  { subject, from }: IncomingMail,
  contactId: string | null,
): Promise<string | null> {
  const number = ticketNumberIn(subject);
  const address = from?.address;
  if (number === null || address === undefined) return null;
  const found = await database(ctx.em)
    .selectFrom('crm_tickets as ticket')
    .select('ticket.id')
    .where('ticket.number', '=', number)
    .where('ticket.deletedAt', 'is', null)
    .where((eb) =>
      eb.or([
        ...(contactId === null ? [] : [eb('ticket.contactId', '=', contactId)]),
        eb('ticket.requesterEmail', '=', address),
        eb.exists(
          eb
            .selectFrom('crm_inbound_mails as mail')
            .select('mail.id')
            .whereRef('mail.ticketId', '=', 'ticket.id')
            .where('mail.sender', '=', address),
        ),
      ]),
    )
    .executeTakeFirst();
  return found?.id ?? null;
}

/** A message shows its contact, or whoever asked first; anybody else is named above what they wrote. */
function nameStranger({ requesterEmail }: Ticket, { address, name }: Sender, contactId: string | null): string {
  if (contactId !== null || requesterEmail === address) return '';
  return `${name === null ? address : `${name} <${address}>`}:\n\n`;
}

/** Keeps what was sent along. What is not taken, such as a program, is named in a note. */
async function keepFiles(
  ctx: ServiceContext,
  ticketId: string,
  { files }: IncomingMail,
  { store, maxBytes }: MailFiles,
): Promise<void> {
  for (const { fileName, content } of files) {
    const stored: string[] = [];
    try {
      const subject = { subjectType: 'ticket', subjectId: ticketId } as const;
      const { id } = await beginUpload(ctx, {
        ...subject,
        fileName: fileName.slice(0, mostFileName),
        claimedType: null,
      });
      const key = storageKeyOf(id);
      stored.push(key);
      await completeUpload(ctx, id, await receiveFile(Readable.from([content]), { store, key, fileName, maxBytes }));
    } catch (error) {
      await Promise.all(stored.map((key) => store.delete(key)));
      if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
      await ticketService.note(ctx, ticketId, { body: `✗ ${fileName} (${error.code})`, articleIds: [], mentions: [] });
    }
  }
}

const mostFileName = 200;
