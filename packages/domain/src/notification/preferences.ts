import { z } from 'zod';
import { digests, type Digest, type QuietHours } from './delivery.rules.ts';
import { canBeMailed, notificationKinds, notifications, type NotificationKind } from './notification-kinds.ts';

const lastMinute = 1_439;
const minute = z.number().int().min(0).max(lastMinute).nullable();

const kindChannels = z.object({
  kind: z.enum(notificationKinds),
  app: z.boolean(),
  email: z.boolean(),
  push: z.boolean(),
});
export type KindChannels = z.output<typeof kindChannels>;

/** How somebody is told of each kind of thing. Quiet hours are minutes of the person's own day. */
export const preferencesRow = z.object({
  kinds: z.array(kindChannels),
  digest: z.enum(digests),
  quietFromMinute: minute,
  quietToMinute: minute,
  /** The person's own, IANA; set among the people. */
  timeZone: z.string(),
});
export type PreferencesRow = z.output<typeof preferencesRow>;

/** What is sent is changed; a kind that is not among `kinds` stays. */
export const preferencesInput = z
  .strictObject({
    kinds: z.array(z.strictObject(kindChannels.shape)).max(notificationKinds.length).optional(),
    digest: z.enum(digests).optional(),
    quietFromMinute: minute.optional(),
    quietToMinute: minute.optional(),
  })
  .refine(({ quietFromMinute: from, quietToMinute: to }) => ((from ?? null) === null) === ((to ?? null) === null), {
    path: ['quietToMinute'],
    message: 'Send both ends of the quiet hours, or null for both',
  });
export type PreferencesInput = z.output<typeof preferencesInput>;

export interface StoredPreferences extends QuietHours {
  readonly kinds: readonly KindChannels[];
  readonly digest: Digest;
}

/** Those of somebody who has said nothing. */
export const usualPreferences: StoredPreferences = {
  kinds: [],
  digest: 'at_once',
  quietFromMinute: null,
  quietToMinute: null,
};

/** By which ways somebody is told of a kind. */
export function channelsOf(kind: NotificationKind, { kinds }: Pick<StoredPreferences, 'kinds'>): KindChannels {
  const wanted = kinds.find((each) => each.kind === kind) ?? { kind, ...notifications[kind] };
  return { ...wanted, email: wanted.email && canBeMailed(kind) };
}
