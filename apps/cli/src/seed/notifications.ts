import type { EntityManager } from '@crm/db/orm';
import { database } from '@crm/db/orm';
import type { NotificationKind } from '@crm/domain/notification/notification-kinds';
import { attachableTypes } from '@crm/domain/attachment/attachment';
import type { Demo } from './demo.ts';
import type { StaffKey } from './staff.ts';

const toldDays = 14;
/** Who looks after all sales teams, and hears of every deal that somebody else moves. */
const manager: StaffKey = 'morozova';

/** What people were told lately: who mentioned them, and to the manager which deals moved. The older half is read. */
export function makeNotifications(demo: Demo): void {
  for (const { userId, subjectType, subjectId, sourceId, createdAt, createdBy, readAt } of demo.rows.crm_mentions) {
    add(demo, {
      userId,
      kind: 'mentioned',
      key: `mentioned/${sourceId}`,
      subject: { type: subjectType, id: subjectId },
      at: createdAt,
      by: createdBy,
      params: {},
      readAt,
    });
  }
  const moves = demo.rows.crm_timeline.filter(({ kind }) => kind === 'stage_moved');
  for (const { id, subjectType, subjectId, actorId = null, occurredAt, payload } of moves) {
    const days = demo.calendar.daysSince(occurredAt);
    if (days > toldDays || actorId === demo.userIds[manager]) continue;
    add(demo, {
      userId: demo.userIds[manager],
      kind: 'stage_moved',
      key: `stage/${id}`,
      subject: { type: subjectType, id: subjectId },
      at: occurredAt,
      by: actorId,
      params: { from: nameIn(payload, 'from'), to: nameIn(payload, 'to') },
      readAt: days > toldDays / 7 ? occurredAt : null,
    });
  }
}

/** What happened before the first start is told in the application alone: nobody gets a month's mails at once. */
export async function tellInAppOnly(em: EntityManager): Promise<void> {
  await database(em).updateTable('crm_notifications').set({ mailDueAt: null, pushDueAt: null }).execute();
}

interface Told {
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly key: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly at: Date;
  readonly by: string | null;
  readonly params: Record<string, string>;
  readonly readAt: Date | null;
}

function add(demo: Demo, { subject, at, by, ...told }: Told): void {
  demo.rows.crm_notifications.push({
    id: demo.random.id(at),
    ...told,
    subjectType: attachableTypes.find((type) => type === subject.type) ?? null,
    subjectId: subject.id,
    createdAt: at,
    createdBy: by,
    inApp: true,
    mailDueAt: null,
    mailId: null,
    pushDueAt: null,
  });
}

function nameIn(payload: unknown, side: 'from' | 'to'): string {
  const stage: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, side) : null;
  const name: unknown = typeof stage === 'object' && stage !== null ? Reflect.get(stage, 'name') : '';
  return typeof name === 'string' ? name : '';
}
