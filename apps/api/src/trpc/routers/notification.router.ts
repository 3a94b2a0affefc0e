import { z } from 'zod';
import { followService } from '@crm/core/notification/follow.service';
import { preferencesService } from '@crm/core/notification/preferences.service';
import { pushService } from '@crm/core/notification/push.service';
import { notificationService } from '@crm/core/notification/notification.service';
import { preferencesInput, preferencesRow } from '@crm/domain/notification/preferences';
import { pushKeyRow, pushSubscriptionInput, pushSubscriptionRow } from '@crm/domain/notification/push';
import { notificationFilter, notificationRow, readNotificationsInput } from '@crm/domain/notification/notification';
import { countRow, listInput } from '@crm/domain/page';
import { id } from '@crm/domain/scalars';
import { subjectType, type Subject } from '@crm/domain/timeline/timeline';
import { mutation, query } from '../init.ts';

const followed = z.strictObject({ subjectType, subjectId: id });
const list = listInput(notificationFilter, ['createdAt'], '-createdAt').omit({ trash: true });

export const notificationRouter = {
  list: query
    .meta({
      permission: 'notification:read',
      rest: { method: 'GET', path: '/me/notifications', summary: 'What you were told, the latest first' },
    })
    .input(list)
    .output(z.object({ items: z.array(notificationRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => notificationService.list(ctx.service, input)),

  count: query
    .meta({
      permission: 'notification:read',
      rest: { method: 'GET', path: '/me/notifications/count', summary: 'How much you were told' },
    })
    .input(list.pick({ filter: true }))
    .output(countRow)
    .query(({ ctx, input }) => notificationService.count(ctx.service, input.filter ?? {})),

  markRead: mutation
    .meta({
      permission: 'notification:update',
      rest: {
        method: 'POST',
        path: '/me/notifications/read',
        status: 204,
        summary: 'Say that you have read notifications',
      },
    })
    .input(z.strictObject({ data: readNotificationsInput }))
    .mutation(({ ctx, input }) => notificationService.markRead(ctx.service, input.data.ids)),

  preferences: query
    .meta({
      permission: 'notification:read',
      rest: { method: 'GET', path: '/me/notification_preferences', summary: 'How you want to be told' },
    })
    .output(preferencesRow)
    .query(({ ctx }) => preferencesService.get(ctx.service)),

  setPreferences: mutation
    .meta({
      permission: 'notification:update',
      rest: { method: 'PATCH', path: '/me/notification_preferences', summary: 'Say how you want to be told' },
    })
    .input(z.strictObject({ data: preferencesInput }))
    .output(preferencesRow)
    .mutation(({ ctx, input }) => preferencesService.update(ctx.service, input.data)),

  pushKey: query
    .meta({
      permission: 'notification:read',
      rest: { method: 'GET', path: '/me/push_key', summary: 'What a browser needs to subscribe to pushes' },
    })
    .output(pushKeyRow)
    .query(({ ctx }) => pushService.key(ctx.service)),

  browsers: query
    .meta({
      permission: 'notification:read',
      rest: { method: 'GET', path: '/me/push_subscriptions', summary: 'The browsers in which you are told' },
    })
    .output(z.object({ items: z.array(pushSubscriptionRow) }))
    .query(async ({ ctx }) => ({ items: await pushService.list(ctx.service) })),

  subscribe: mutation
    .meta({
      permission: 'notification:update',
      rest: { method: 'POST', path: '/me/push_subscriptions', status: 201, summary: 'Be told in a browser' },
    })
    .input(z.strictObject({ data: pushSubscriptionInput }))
    .output(pushSubscriptionRow)
    .mutation(({ ctx, input }) => pushService.subscribe(ctx.service, input.data)),

  unsubscribe: mutation
    .meta({
      permission: 'notification:update',
      rest: {
        method: 'DELETE',
        path: '/me/push_subscriptions/:id',
        status: 204,
        summary: 'Be told in a browser no more',
      },
    })
    .input(z.strictObject({ id }))
    .mutation(({ ctx, input }) => pushService.unsubscribe(ctx.service, input.id)),

  following: query
    .meta({
      permission: 'notification:read',
      rest: { method: 'GET', path: '/me/follows/:subjectType/:subjectId', summary: 'Whether you follow a record' },
    })
    .input(followed)
    .output(z.object({ following: z.boolean() }))
    .query(({ ctx, input }) => followService.get(ctx.service, toSubject(input))),

  follow: mutation
    .meta({
      permission: 'notification:update',
      rest: {
        method: 'PUT',
        path: '/me/follows/:subjectType/:subjectId',
        status: 204,
        summary: 'Follow a record: be told of what happens to it',
      },
    })
    .input(followed)
    .mutation(({ ctx, input }) => followService.follow(ctx.service, toSubject(input))),

  unfollow: mutation
    .meta({
      permission: 'notification:update',
      rest: {
        method: 'DELETE',
        path: '/me/follows/:subjectType/:subjectId',
        status: 204,
        summary: 'Follow a record no more',
      },
    })
    .input(followed)
    .mutation(({ ctx, input }) => followService.unfollow(ctx.service, toSubject(input))),
};

function toSubject({ subjectType: type, subjectId }: z.output<typeof followed>): Subject {
  return { type, id: subjectId };
}
