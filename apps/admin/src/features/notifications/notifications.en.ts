/** English texts around notifications. */
export const en = {
  title: 'Notifications',
  unread_one: '{{count}} unread',
  unread_other: '{{count}} unread',
  shown: 'Which notifications',
  show: { unread: 'Unread', all: 'All' },
  readAll: 'Mark all as read',
  readOne: 'Mark as read: {{text}}',
  all: 'All notifications',
  settings: 'Notification settings',
  older: 'Load more',
  failed: 'The notifications could not be read',
  calm: 'You have read everything',
  calmReason: 'When somebody mentions you, gives you a record or moves your deal, it stands here at once.',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    notifications: typeof en;
  }
}
