import type { activityTypes } from '@crm/domain/activity/activity';
import type { IconName } from '@crm/ui/icons/icon';

/** The drawing of each kind of activity. */
export const activityIcons = {
  call: 'phone',
  meeting: 'calendar',
  email: 'mail',
  task: 'activity',
  note: 'note',
} as const satisfies Readonly<Record<(typeof activityTypes)[number], IconName>>;
