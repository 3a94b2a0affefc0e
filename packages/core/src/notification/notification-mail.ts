import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { fillIn, type Language } from '@crm/domain/language';
import { calmMs } from '@crm/domain/notification/delivery.rules';
import { noticePath } from '@crm/domain/notification/notice-path';
import { momentText, noticeText } from '@crm/domain/notification/notice-text';
import type { NotificationKind } from '@crm/domain/notification/notification-kinds';
import { countText, notificationMailWords } from '@crm/domain/notification/notification-mail-words';
import { notificationWords } from '@crm/domain/notification/notification-words';
import { loadReaders } from '../auth/load-readers.ts';
import type { Ports, ServiceContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { MailContent } from '../mail/render-mail.ts';
import { presentNotification, selectOwnNotifications } from './notification.queries.ts';

interface Gathering {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
  readonly now: Date;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
/** People whose mails are made in one go. */
const peopleAtOnce = 100;
/** A mail of more than so many tells of the rest as a number. */
const toldOneByOne = 30;

/**
 * Makes one mail for each person of all notifications that are due to be mailed. What was read in the application
 * meanwhile needs no mail any more.
 * @returns how many people had some
 */
export async function gatherNotificationMails({ fork, ports, now }: Gathering): Promise<number> {
  const due = await database(fork())
    .selectFrom('crm_notifications')
    .select('userId')
    .distinct()
    .where('mailDueAt', '<=', now)
    .limit(peopleAtOnce)
    .execute();
  for (const { userId } of due) {
    await inTransaction(fork(), session, (em) =>
      gatherFor({ actor: systemActor, em, requestId: null, now, ports }, userId),
    );
  }
  return due.length;
}

async function gatherFor(ctx: ServiceContext, userId: string): Promise<void> {
  const db = database(ctx.em);
  const rows = await db
    .selectFrom('crm_notifications')
    .select(['id', 'readAt'])
    .where('userId', '=', userId)
    // Also what has come since the first of them.
    .where('mailDueAt', '<=', new Date(ctx.now.getTime() + calmMs))
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  const [first] = rows.filter(({ readAt }) => readAt === null);
  const person = await db
    .selectFrom('crm_users')
    .select(['email', 'name', 'locale'])
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  const mailId =
    first === undefined || person === undefined
      ? null
      : await queueMail(ctx, {
          to: { address: person.email, name: person.name },
          language: person.locale,
          template: 'notifications',
          params: { userId },
          key: `notifications/${first.id}`,
        });
  for (const { id, readAt } of rows) {
    await db
      .updateTable('crm_notifications')
      .set({ mailDueAt: null, mailId: readAt === null ? mailId : null })
      .where('id', '=', id)
      .execute();
  }
}

export interface NotificationMail {
  readonly content: MailContent;
  /** What it tells of: what somebody who wants no more of it does without. */
  readonly kinds: readonly NotificationKind[];
}

/**
 * The words of a mail of notifications, as they are true at the time of sending, within the person's rights.
 * @returns `null` when there is nothing left to tell
 */
export async function composeNotifications(
  ctx: ServiceContext,
  mailId: string,
  userId: string,
  language: Language,
): Promise<NotificationMail | null> {
  const [reader] = await loadReaders(ctx, [userId]);
  if (!reader) return null;
  const { timeZone } = await database(ctx.em)
    .selectFrom('crm_users')
    .select('timeZone')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const rows = await selectOwnNotifications({ ...ctx, actor: reader.actor })
    .where('notice.mailId', '=', mailId)
    .orderBy('notice.id')
    .execute();
  const told = rows.map(presentNotification).map((row) => ({
    kind: row.kind,
    text: noticeText(row, language, timeZone),
    url: noticePath(row) ?? undefined,
    note: momentText(row.createdAt, language, timeZone),
  }));
  const [first] = told;
  if (first === undefined) return null;
  const words = notificationMailWords[language];
  const kinds = [...new Set(told.map(({ kind }) => kind))];
  const more = told.length - toldOneByOne;
  const rest = more > 0 ? [{ text: countText(words.more, language, more), url: '/notifications' }] : [];
  return {
    kinds,
    content: {
      subject: told.length === 1 ? first.text : countText(words.several, language, told.length),
      lines: told.length === 1 ? [{ text: first.text, note: first.note }] : [...told.slice(0, toldOneByOne), ...rest],
      action: { text: words.open, url: (told.length === 1 ? first.url : undefined) ?? '/notifications' },
      footer: [words.why, { text: words.settings, url: '/settings/notifications' }],
    },
  };
}

/** The line below that turns off what a mail tells of. */
export function unsubscribeText(language: Language, kinds: readonly NotificationKind[]): string {
  const labels = kinds.map((kind) => notificationWords[language][kind].label);
  return fillIn(notificationMailWords[language].unsubscribe, { kinds: labels.join(', ') });
}
