import { setTimeout as sleep } from 'node:timers/promises';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { DomainError } from '@crm/domain/errors';
import { messageIdOf, nextTry } from '@crm/domain/mail/mail.rules';
import type { Ports, ServiceContext } from '../context.ts';
import { composeNotifications, unsubscribeText } from '../notification/notification-mail.ts';
import { notify } from '../notification/notify.ts';
import { findAdministrators } from '../process/process-people.ts';
import type { UnsubscribeLinks } from '../notification/unsubscribe-links.ts';
import type { FileStore } from '../ports/file-store.ts';
import type { MailPerson, MailPost, OutgoingMail, Posting } from '../ports/mail-post.ts';
import { composeMail } from './compose-mail.ts';
import { loadFiles } from './mail-files.ts';
import { renderMail, type MailContent } from './render-mail.ts';

export interface MailRoom {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
  readonly post: MailPost;
  readonly files: FileStore;
  readonly from: MailPerson;
  /** Where people reach the site; paths in mails are completed by it. */
  readonly publicUrl: string;
  readonly links: UnsubscribeLinks;
}

/** What became of one mail, for the log: no addresses, no words. */
export interface MailOutcome {
  readonly id: string;
  readonly state: 'sent' | 'queued' | 'failed';
  readonly attempts: number;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
/**
 * Whoever takes up a mail has so long to bring it to an end; then another takes it up. Far longer than a server may
 * keep us waiting.
 */
const claimMs = 5 * 60_000;
/** What a server has accepted is written down again and again while the database is away, or it would go out twice. */
const recordForMs = claimMs / 2;
const recordAgainMs = 500;

/**
 * Sends what is due: claims, sends, records, each in a transaction of its own. Whoever is killed between the server's
 * acceptance and the record leaves a mail that looks unsent; it goes out once more, under the same Message-ID, by which
 * servers and readers know it for the same.
 * @param limit how many at most, side by side
 */
export async function sendDueMails(room: MailRoom, limit: number, now: Date): Promise<readonly MailOutcome[]> {
  const claimed = await claim(room.fork(), limit, now);
  return Promise.all(claimed.map((mail) => sendOne(room, mail, now)));
}

type ClaimedMail = Awaited<ReturnType<typeof claim>>[number];

function claim(em: EntityManager, limit: number, now: Date) {
  return inTransaction(em, session, (inside) => {
    const db = database(inside);
    return db
      .updateTable('crm_mails')
      .set((eb) => ({
        state: 'sending',
        attempts: eb('attempts', '+', 1),
        dueAt: new Date(now.getTime() + claimMs),
      }))
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('crm_mails')
          .select('id')
          .where('dueAt', '<=', now)
          .orderBy('dueAt')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .execute();
  });
}

async function sendOne(room: MailRoom, mail: ClaimedMail, now: Date): Promise<MailOutcome> {
  const posting = await post(room, mail, now);
  const write = () =>
    inTransaction(room.fork(), session, (em) =>
      record({ actor: systemActor, em, requestId: null, now, ports: room.ports }, mail, posting),
    );
  const until = performance.now() + recordForMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (performance.now() > until) throw error;
      await sleep(recordAgainMs);
    }
  }
}

/** `accepted` also for what has nothing left to tell. */
async function post(room: MailRoom, mail: ClaimedMail, now: Date): Promise<Posting> {
  try {
    const ctx = { actor: systemActor, em: room.fork(), requestId: null, now, ports: room.ports };
    const outgoing = await compose(room, ctx, mail);
    return outgoing === null ? 'accepted' : await room.post.post(outgoing);
  } catch (error) {
    // What a mail refers to may be gone for good; everything else (a store that does not answer) may pass.
    const gone = error instanceof DomainError && error.code === 'not_found';
    return { refused: gone ? 'for good' : 'for now', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function compose(room: MailRoom, ctx: ServiceContext, mail: ClaimedMail): Promise<OutgoingMail | null> {
  const { language } = mail;
  const words = await contentOf(room, ctx, mail);
  if (words === null) return null;
  const [, domain = ''] = room.from.address.split('@');
  return {
    messageId: messageIdOf(mail.id, domain),
    from: room.from,
    to: { address: mail.toAddress, name: mail.toName ?? undefined },
    inReplyTo: mail.inReplyTo,
    references: mail.referenceIds,
    language,
    ...renderMail(words.content, language, room.publicUrl),
    headers: {
      // What a person has written is no machine's (RFC 3834); everything else must call forth no answer of another.
      ...(mail.template !== 'ticket_reply' && { 'Auto-Submitted': 'auto-generated' }),
      'Content-Language': language,
      ...words.headers,
    },
    attachments: await loadFiles(ctx, room.files, mail.attachments),
  };
}

interface Words {
  readonly content: MailContent;
  readonly headers: Readonly<Record<string, string>>;
}

async function contentOf(room: MailRoom, ctx: ServiceContext, mail: ClaimedMail): Promise<Words | null> {
  const { template, language, params } = mail;
  if (template !== 'notifications') {
    const url = offerUrl(room, params['deliveryId']);
    return { content: composeMail(template, language, { ...params, ...url }), headers: {} };
  }
  const userId = params['userId'] ?? '';
  const told = await composeNotifications(ctx, mail.id, userId, language);
  if (told === null) return null;
  const url = room.links.sign({ userId, kinds: told.kinds });
  const unsubscribe = { text: unsubscribeText(language, told.kinds), url };
  return {
    content: { ...told.content, footer: [...told.content.footer, unsubscribe] },
    headers: {
      'List-Unsubscribe': `<${new URL(url, room.publicUrl).href}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** The page of an offer. Made as the mail is written, so that no link that answers for a customer is stored. */
function offerUrl({ ports }: MailRoom, deliveryId: string | undefined): Readonly<Record<string, string>> {
  return deliveryId === undefined || ports.offerLinks === null ? {} : { url: ports.offerLinks.sign(deliveryId) };
}

async function record(ctx: ServiceContext, mail: ClaimedMail, posting: Posting): Promise<MailOutcome> {
  const { id, attempts } = mail;
  const db = database(ctx.em);
  if (posting === 'accepted') {
    await db
      .updateTable('crm_mails')
      .set({ state: 'sent', dueAt: null, lastError: null, sentAt: ctx.now })
      .where('id', '=', id)
      .execute();
    return { id, state: 'sent', attempts };
  }
  const dueAt = posting.refused === 'for good' ? null : nextTry(attempts, mail.createdAt, ctx.now);
  const state = dueAt === null ? 'failed' : 'queued';
  const changed = await db
    .updateTable('crm_mails')
    .set({ state, dueAt, lastError: posting.reason.slice(0, 500) })
    .where('id', '=', id)
    // Not if another took it up meanwhile: that one says how it ends.
    .where('state', '=', 'sending')
    .where('attempts', '=', attempts)
    .returning('id')
    .execute();
  if (state === 'failed' && changed.length > 0) await tellFailure(ctx, mail, posting.reason);
  return { id, state, attempts };
}

/** Whoever ordered it and the administrators learn that a mail will never arrive. */
async function tellFailure(ctx: ServiceContext, mail: ClaimedMail, reason: string): Promise<void> {
  const admins = await findAdministrators(ctx);
  const { subjectType: type, subjectId: id } = mail;
  await notify(ctx, {
    kind: 'mail_failed',
    userIds: [...(mail.createdBy === null ? [] : [mail.createdBy]), ...admins.map((admin) => admin.id)],
    subject: type === null || id === null ? null : { type, id },
    params: { address: mail.toAddress, reason: reason.slice(0, 200) },
    key: `mail-failed/${mail.id}`,
  });
}
