import { database } from '@crm/db/orm';
import { attachableTypes } from '@crm/domain/attachment/attachment';
import type { NotificationFilter, NotificationRow } from '@crm/domain/notification/notification';
import type { ServiceContext } from '../context.ts';
import { iso, ref } from '../present.ts';
import { subjectName, subjectVisible } from '../subject.ts';
import { userName } from '../user/user.queries.ts';

/** What the caller is told, of records that the caller still sees. */
export function selectOwnNotifications(ctx: ServiceContext, filter: NotificationFilter = {}) {
  const { unread, kind } = filter;
  return database(ctx.em)
    .selectFrom('crm_notifications as notice')
    .select(['notice.id', 'notice.createdAt', 'notice.kind', 'notice.createdBy', 'notice.subjectType'])
    .select(['notice.subjectId', 'notice.params', 'notice.readAt'])
    .select([userName('notice.createdBy').as('createdByName'), subjectName('notice').as('subjectName')])
    .where('notice.userId', '=', ctx.actor.id ?? '')
    .where((eb) =>
      eb.or([eb('notice.subjectId', 'is', null), subjectVisible(ctx, 'notice', { types: attachableTypes })]),
    )
    .$if(unread !== undefined, (select) => select.where('notice.readAt', unread === true ? 'is' : 'is not', null))
    .$if(kind !== undefined, (select) => select.where('notice.kind', 'in', kind ?? []));
}

type NotificationColumns = Awaited<ReturnType<ReturnType<typeof selectOwnNotifications>['execute']>>[number];

export const notificationOrder = {
  table: 'notice',
  columns: { createdAt: { column: 'notice.createdAt' } },
  fallback: '-createdAt',
} as const;

export function presentNotification(row: NotificationColumns): NotificationRow {
  return {
    id: row.id,
    createdAt: iso(row.createdAt),
    kind: row.kind,
    actor: ref(row.createdBy, row.createdByName),
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    params: row.params,
    readAt: iso(row.readAt),
  };
}
