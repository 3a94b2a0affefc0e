import { z } from 'zod';
import { attachableTypes } from '../attachment/attachment.ts';
import { id, isoDateTime, namedRef, queryBoolean, queryList } from '../scalars.ts';
import { notificationKinds } from './notification-kinds.ts';

/** That something happened which concerns a person, as this person reads it. The screen has the words. */
export const notificationRow = z.object({
  id,
  createdAt: isoDateTime,
  kind: z.enum(notificationKinds),
  /** Who did it; `null` for what the system did. */
  actor: namedRef.nullable(),
  subjectType: z.enum(attachableTypes).nullable(),
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  /** What the words of its kind speak of. Names that end in `At` are moments. */
  params: z.record(z.string(), z.string()),
  readAt: isoDateTime.nullable(),
});
export type NotificationRow = z.output<typeof notificationRow>;

export const notificationFilter = z.strictObject({
  unread: queryBoolean.optional(),
  kind: queryList(z.enum(notificationKinds)).optional(),
});
export type NotificationFilter = z.output<typeof notificationFilter>;

/** Those that were read; all of them when left out. */
export const readNotificationsInput = z.strictObject({ ids: z.array(id).min(1).max(200).optional() });
