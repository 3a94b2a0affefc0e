import { defineEntity, p } from '@mikro-orm/core';
import { digests } from '@crm/domain/notification/delivery.rules';
import type { KindChannels } from '@crm/domain/notification/preferences';
import { idOf, key, moment, schema, subjectColumns } from './columns.ts';
import { User } from './user.entity.ts';

const NotificationPreferencesSchema = defineEntity({
  name: 'NotificationPreferences',
  tableName: 'crm_notification_preferences',
  schema,
  properties: {
    id: key(),
    userId: () => idOf(User),
    /** Where somebody wants a kind otherwise than it comes by itself. */
    kinds: p.json<KindChannels[]>().defaultRaw("'[]'::jsonb"),
    digest: p.enum(digests).default('at_once'),
    quietFromMinute: p.integer().strictNullable(),
    quietToMinute: p.integer().strictNullable(),
    updatedAt: moment(),
  },
  uniques: [{ name: 'crm_notification_preferences_user_id_unique', properties: ['userId'] }],
  checks: [
    {
      name: 'crm_notification_preferences_quiet_check',
      expression: '(quiet_from_minute is null) = (quiet_to_minute is null)',
    },
  ],
});

/** How somebody wants to be told. */
export class NotificationPreferences extends NotificationPreferencesSchema.class {}
NotificationPreferencesSchema.setClass(NotificationPreferences);

const PushSubscriptionSchema = defineEntity({
  name: 'PushSubscription',
  tableName: 'crm_push_subscriptions',
  schema,
  properties: {
    id: key(),
    userId: () => idOf(User),
    /** The address at the browser's push service. Whoever knows it and our keys can push: it leaves the server no more. */
    endpoint: p.text(),
    p256dh: p.text(),
    auth: p.text(),
    userAgent: p.text().strictNullable(),
    createdAt: moment(),
  },
  indexes: [{ name: 'crm_push_subscriptions_user_id', properties: ['userId'] }],
  uniques: [{ name: 'crm_push_subscriptions_endpoint_unique', properties: ['endpoint'] }],
});

/** A browser in which somebody wants to be told. */
export class PushSubscription extends PushSubscriptionSchema.class {}
PushSubscriptionSchema.setClass(PushSubscription);

const FollowSchema = defineEntity({
  name: 'Follow',
  tableName: 'crm_follows',
  schema,
  properties: {
    id: key(),
    userId: () => idOf(User),
    ...subjectColumns(),
    createdAt: moment(),
  },
  indexes: [{ name: 'crm_follows_subject', properties: ['subjectType', 'subjectId'] }],
  uniques: [
    {
      name: 'crm_follows_user_id_subject_type_subject_id_unique',
      properties: ['userId', 'subjectType', 'subjectId'],
    },
  ],
});

/** That somebody wants to hear of a record. */
export class Follow extends FollowSchema.class {}
FollowSchema.setClass(Follow);
