import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { noticePath } from '@crm/domain/notification/notice-path';
import { noticeText } from '@crm/domain/notification/notice-text';
import { loadReaders } from '../auth/load-readers.ts';
import type { Ports } from '../context.ts';
import type { PushMessage, PushPost } from '../ports/push-post.ts';
import { presentNotification, selectOwnNotifications } from './notification.queries.ts';

interface PushRoom {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
  readonly pushes: PushPost;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;
const atOnce = 100;

/**
 * Pushes what is due to the browsers of whom it concerns. Taken off the list before it is sent: a push that comes twice
 * is worse than one that is lost, since the application tells it in any case.
 * @returns how many were due
 */
export async function sendDuePushes({ fork, ports, pushes }: PushRoom, now: Date): Promise<number> {
  const due = await inTransaction(fork(), session, (em) =>
    database(em)
      .updateTable('crm_notifications')
      .set({ pushDueAt: null })
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('crm_notifications')
          .select('id')
          .where('pushDueAt', '<=', now)
          .orderBy('pushDueAt')
          .limit(atOnce)
          .forUpdate()
          .skipLocked(),
      )
      .returning(['id', 'userId'])
      .execute(),
  );
  const people = Map.groupBy(due, ({ userId }) => userId);
  for (const [userId, rows] of people) {
    const ids = rows.map(({ id }) => id);
    await pushTo({ fork, ports, pushes }, userId, ids, now);
  }
  return due.length;
}

async function pushTo({ fork, ports, pushes }: PushRoom, userId: string, ids: string[], now: Date): Promise<void> {
  const em = fork();
  const browsers = await database(em)
    .selectFrom('crm_push_subscriptions')
    .select(['id', 'endpoint', 'p256dh', 'auth'])
    .where('userId', '=', userId)
    .execute();
  if (browsers.length === 0) return;
  const messages = await composePushes({ em, ports, now }, userId, ids);
  for (const browser of browsers) {
    for (const message of messages) {
      if ((await pushes.push(browser, message)) !== 'gone') continue;
      await database(em).deleteFrom('crm_push_subscriptions').where('id', '=', browser.id).execute();
      break;
    }
  }
}

/** What is still unread, in the person's language and within the person's rights. */
async function composePushes(
  { em, ports, now }: { readonly em: EntityManager; readonly ports: Ports; readonly now: Date },
  userId: string,
  ids: readonly string[],
): Promise<readonly PushMessage[]> {
  const ctx = { actor: systemActor, em, requestId: null, now, ports };
  const [reader] = await loadReaders(ctx, [userId]);
  if (!reader) return [];
  const { locale, timeZone } = await database(em)
    .selectFrom('crm_users')
    .select(['locale', 'timeZone'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const rows = await selectOwnNotifications({ ...ctx, actor: reader.actor }, { unread: true })
    .where('notice.id', 'in', ids)
    .orderBy('notice.id')
    .execute();
  return rows.map(presentNotification).map((row) => ({
    title: 'Gamix CRM',
    body: noticeText(row, locale, timeZone),
    url: noticePath(row) ?? '/notifications',
    tag: row.id,
    language: locale,
  }));
}
