import { DomainError } from '@crm/domain/errors';
import { notificationKinds, type NotificationKind } from '@crm/domain/notification/notification-kinds';
import { createSeal } from '../auth/seal.ts';

export const unsubscribePrefix = '/unsubscribe';

/** What somebody who follows the link wants no more mails about. */
export interface Unsubscription {
  readonly userId: string;
  readonly kinds: readonly NotificationKind[];
}

export type UnsubscribeLinks = ReturnType<typeof createUnsubscribeLinks>;

/** Links in mails that turn off what the mail told of, without signing in. They hold for ever, as mails are kept. */
export function createUnsubscribeLinks(secret: string) {
  const seal = createSeal(secret, 'crm unsubscribe links');

  return {
    /** @returns a path of ours */
    sign({ userId, kinds }: Unsubscription): string {
      return `${unsubscribePrefix}/${seal.sign(`${userId}.${kinds.join('-')}`)}`;
    },

    /** @throws DomainError `link_invalid` */
    read(token: string): Unsubscription {
      const claims = seal.open(token);
      if (claims === null) throw new DomainError('link_invalid', 'This link is not one of ours. Sign in to change it.');
      const [userId = '', kinds = ''] = claims.split('.');
      const named = new Set(kinds.split('-'));
      return { userId, kinds: notificationKinds.filter((kind) => named.has(kind)) };
    },
  };
}
