import type { IconName } from '@crm/ui/icons/icon';
import type { NotificationKind } from '@crm/domain/notification/notification-kinds';

/** What stands before a notification of each kind. */
export const noticeIcons: Readonly<Partial<Record<NotificationKind, IconName>>> = {
  mentioned: 'mention',
  assigned: 'users',
  stage_moved: 'opportunity',
  follow_up_due: 'clock',
  reminder: 'clock',
  mail_failed: 'mail',
  webhook_disabled: 'warning',
};

/** The rest is told by processes. */
export const processIcon: IconName = 'process';
