import { database } from '@crm/db/orm';
import type { NotificationFilter, NotificationRow } from '@crm/domain/notification/notification';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import type { ServiceContext } from '../context.ts';
import { emitChange } from '../events.ts';
import { countCapped, readPage } from '../page.ts';
import { allow } from '../policy.ts';
import { notificationOrder, presentNotification, selectOwnNotifications } from './notification.queries.ts';

/** What somebody is told in the application. Everybody has the own notifications only, whatever the role. */
export const notificationService = {
  list(ctx: ServiceContext, query: ListQuery<NotificationFilter>): Promise<Page<NotificationRow>> {
    allow(ctx, 'notification:read');
    return readPage(selectShown(ctx, query.filter), query, notificationOrder, presentNotification);
  },

  count(ctx: ServiceContext, filter: NotificationFilter): Promise<Count> {
    allow(ctx, 'notification:read');
    return countCapped(database(ctx.em), selectShown(ctx, filter));
  },

  /** @param ids all of them when left out; those of others are left alone */
  async markRead(ctx: ServiceContext, ids?: readonly string[]): Promise<void> {
    allow(ctx, 'notification:update');
    const read = await database(ctx.em)
      .updateTable('crm_notifications')
      .set({ readAt: ctx.now })
      .where('userId', '=', ctx.actor.id ?? '')
      .where('inApp', '=', true)
      .where('readAt', 'is', null)
      .$if(ids !== undefined, (update) => update.where('id', 'in', ids ?? []))
      .returning('id')
      .execute();
    // The person's other windows hear of it; one event stands for all.
    const [first] = read;
    if (first) await emitChange(ctx, 'notification', { id: first.id, assignedTo: ctx.actor.id }, 'updated');
  },
};

function selectShown(ctx: ServiceContext, filter?: NotificationFilter) {
  return selectOwnNotifications(ctx, filter).where('notice.inApp', '=', true);
}
