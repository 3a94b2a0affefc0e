/** English texts of the settings of notifications. */
export const en = {
  kinds: 'What you are told, and how',
  kind: 'What happens',
  channel: { app: 'In the CRM', email: 'E-mail', push: 'Browser' },
  cell: '{{kind}}: {{channel}}',
  neverMailed: 'That an e-mail failed is not told by e-mail',
  when: 'When',
  digest: 'E-mails come',
  digests: { at_once: 'At once', hourly: 'Every hour, together', daily: 'Every day at 8:00, together' },
  quiet: 'Nothing by e-mail and browser in my quiet hours',
  quietHint: 'By the clock of {{zone}}. What happens meanwhile comes when they end.',
  from: 'From',
  to: 'To',
  browser: 'This browser',
  push: {
    on: 'You are told here also while the CRM is closed.',
    off: 'Be told here also while the CRM is closed.',
    denied:
      'This browser does not let the CRM show notifications. Allow it in the settings of the browser for this site.',
    unsupported: 'This browser cannot be told while the CRM is closed.',
    start: 'Tell me in this browser',
    stop: 'Tell me here no more',
    others_one: '{{count}} browser of yours is told in all.',
    others_other: '{{count}} browsers of yours are told in all.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    notify: typeof en;
  }
}
