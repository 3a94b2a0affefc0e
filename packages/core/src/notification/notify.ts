import { randomUUIDv7 } from 'node:crypto';
import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import type { AttachableType } from '@crm/domain/attachment/attachment';
import { afterQuiet, mailMoment } from '@crm/domain/notification/delivery.rules';
import type { NotificationKind } from '@crm/domain/notification/notification-kinds';
import { channelsOf, usualPreferences, type StoredPreferences } from '@crm/domain/notification/preferences';
import type { Permission } from '@crm/domain/permissions';
import { loadReaders } from '../auth/load-readers.ts';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { can, isAllowed } from '../policy.ts';
import { ownerOfSubject } from '../process/process-subject.ts';
import { loadPreferences } from './preferences.service.ts';

export interface Notice {
  readonly kind: NotificationKind;
  readonly userIds: readonly string[];
  /** The record that it is about; `null` where it is about none. */
  readonly subject: { readonly type: AttachableType; readonly id: string } | null;
  /** What the words of the kind speak of. `process`, the id of a process's run, makes it lead to that process's page. */
  readonly params: Readonly<Record<string, string>>;
  /** What makes it one for each person: what is said twice is told once. */
  readonly key: string;
}

/**
 * Tells people of something, in the transaction in which it happens: in the application at once, by mail and push as
 * each of them prefers. Nobody is told of what they did themselves, nor of a record that they cannot see; call it when
 * the record is written.
 */
export async function notify(ctx: ServiceContext, { kind, userIds, subject, params, key }: Notice): Promise<void> {
  const people = await whoHears(ctx, userIds, subject);
  if (people.length === 0) return;
  const wishes = await loadWishes(ctx, people);
  const made = await database(ctx.em)
    .insertInto('crm_notifications')
    .values(
      people.map((userId) => ({
        id: randomUUIDv7(),
        ...ways(ctx.now, kind, wishes.get(userId)),
        userId,
        kind,
        key,
        subjectType: subject?.type ?? null,
        subjectId: subject?.id ?? null,
        params: jsonb(params),
        createdAt: ctx.now,
        createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        readAt: null,
        mailId: null,
      })),
    )
    .onConflict((on) => on.columns(['userId', 'key']).doNothing())
    .returning(['id', 'userId'])
    .execute();
  for (const { id, userId } of made) await emitChange(ctx, 'notification', { id, assignedTo: userId }, 'created');
}

interface Wishes extends StoredPreferences {
  readonly timeZone: string;
}

async function loadWishes(ctx: ServiceContext, userIds: readonly string[]): Promise<ReadonlyMap<string, Wishes>> {
  const users = await database(ctx.em)
    .selectFrom('crm_users')
    .select(['id', 'timeZone'])
    .where('id', 'in', userIds)
    .execute();
  const stored = await loadPreferences(ctx.em, userIds);
  return new Map(users.map(({ id, timeZone }) => [id, { ...(stored.get(id) ?? usualPreferences), timeZone }]));
}

/** Whether it is shown, and when it is mailed and pushed. */
function ways(now: Date, kind: NotificationKind, wishes: Wishes = { ...usualPreferences, timeZone: 'UTC' }) {
  const { app, email, push } = channelsOf(kind, wishes);
  return {
    inApp: app,
    mailDueAt: email ? mailMoment(now, wishes, wishes.timeZone) : null,
    pushDueAt: push ? afterQuiet(now, wishes, wishes.timeZone) : null,
  };
}

/** Those among the people who are there, may be told things, did not do it themselves, and see what it is about. */
async function whoHears(
  ctx: ServiceContext,
  userIds: readonly string[],
  subject: Notice['subject'],
): Promise<readonly string[]> {
  const doer = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const others = [...new Set(userIds)].filter((id) => id !== doer);
  if (others.length === 0) return [];
  const owned = subject === null ? null : await ownerOfSubject(ctx, subject);
  const readers = await loadReaders(ctx, others);
  return readers
    .filter(({ actor }) => isAllowed(actor, 'notification:read'))
    .filter(({ actor }) => subject === null || owned === null || can(actor, readPermission(subject.type), owned))
    .flatMap(({ actor }) => (actor.id === null ? [] : [actor.id]));
}

function readPermission(type: AttachableType): Permission {
  return `${type}:read`;
}
