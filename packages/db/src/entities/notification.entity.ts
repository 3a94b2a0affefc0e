import { defineEntity, p } from '@mikro-orm/core';
import type { AttachableType } from '@crm/domain/attachment/attachment';
import type { NotificationKind } from '@crm/domain/notification/notification-kinds';
import { idOf, key, moment, openEnum, optionalIdOf, schema } from './columns.ts';
import { Mail } from './mail.entity.ts';
import { User } from './user.entity.ts';

const NotificationSchema = defineEntity({
  name: 'Notification',
  tableName: 'crm_notifications',
  schema,
  properties: {
    id: key(),
    userId: () => idOf(User),
    kind: openEnum<NotificationKind>(),
    /** What makes it one for this person, however often it is said. */
    key: p.text(),
    subjectType: openEnum<AttachableType>().strictNullable(),
    subjectId: p.uuid().strictNullable(),
    params: p.json<Record<string, string>>().defaultRaw("'{}'::jsonb"),
    createdAt: moment(),
    /** Who did what it tells of. */
    createdBy: () => optionalIdOf(User),
    /** Whether it is shown in the application. */
    inApp: p.boolean().default(true),
    readAt: moment().strictNullable(),
    /** When it shall be told by mail; null: it shall not, or it was. */
    mailDueAt: moment().strictNullable(),
    /** The mail that told it. */
    mailId: () => optionalIdOf(Mail),
    /** When it shall be pushed to the person's browsers; null: it shall not, or it was. */
    pushDueAt: moment().strictNullable(),
  },
  indexes: [
    { name: 'crm_notifications_user_id', properties: ['userId', 'createdAt', 'id'], where: 'in_app' },
    {
      name: 'crm_notifications_unread',
      properties: ['userId', 'createdAt', 'id'],
      where: 'in_app and read_at is null',
    },
    { name: 'crm_notifications_mail_due_at', properties: ['mailDueAt'], where: 'mail_due_at is not null' },
    { name: 'crm_notifications_push_due_at', properties: ['pushDueAt'], where: 'push_due_at is not null' },
    { name: 'crm_notifications_mail_id', properties: ['mailId'], where: 'mail_id is not null' },
    { name: 'crm_notifications_created_at', properties: ['createdAt'] },
  ],
  uniques: [{ name: 'crm_notifications_user_id_key_unique', properties: ['userId', 'key'] }],
});

/** That something happened which concerns a person, and by which ways the person hears of it. */
export class Notification extends NotificationSchema.class {}
NotificationSchema.setClass(Notification);
