/** English texts of webhooks and their log. */
export const en = {
  create: 'New webhook',
  submit: 'Create webhook',
  save: 'Save',
  url: 'Address',
  urlHint: 'It is posted to; addresses inside of the own network are refused.',
  nameHint: 'What is at the other end: whoever finds it here knows whom to ask.',
  events: 'Events',
  eventCount_one: '{{count, number}} event',
  eventCount_other: '{{count, number}} events',
  kind: {
    created: 'created',
    updated: 'changed',
    deleted: 'deleted',
    restored: 'restored',
  },
  state: {
    active: 'Active',
    paused: 'Paused',
    disabled: 'Switched off',
    failing: 'Failing',
  },
  turn: {
    active: 'Switch on',
    paused: 'Pause',
  },
  turnOf: {
    active: 'Switch on “{{name}}”',
    paused: 'Pause “{{name}}”',
  },
  log: 'Log',
  logOf: 'Log of “{{name}}”',
  logTitle: 'What was sent to “{{name}}”',
  nothingSent: 'Nothing has been sent yet.',
  delivery: {
    queued: 'waits',
    sending: 'is being sent',
    delivered: 'taken',
    failed: 'given up',
  },
  tries_one: '{{count, number}} try',
  tries_other: '{{count, number}} tries',
  replayOf: 'Send “{{event}}” again',
  replayAll: 'Send again what failed',
  replayed_one: '{{count, number}} event is sent again',
  replayed_other: '{{count, number}} events are sent again',
  test: 'Send a test',
  close: 'Close',
  none: {
    title: 'There are no webhooks yet',
    reason: 'A webhook tells another system of changes, signed and in their order.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    webhooks: typeof en;
  }
}
