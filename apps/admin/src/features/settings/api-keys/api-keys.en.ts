/** English texts of API keys, and of secrets that are shown once. */
export const en = {
  create: 'New key',
  submit: 'Create key',
  actsAs: 'Acts as',
  actsAsHint: 'The key may never do more than this person may now.',
  scopes: 'May do',
  scopeCount_one: '{{count, number}} scope',
  scopeCount_other: '{{count, number}} scopes',
  lastUsed: 'Last used',
  expires: 'Ends',
  read: 'read',
  write: 'write',
  nameHint: 'What the key is for: whoever finds it here knows whom to ask.',
  state: {
    active: 'Active',
    expired: 'Expired',
    revoked: 'Revoked',
  },
  rotate: 'Rotate',
  rotateOf: 'New secret for “{{name}}”',
  rotateTitle: 'New secret for “{{name}}”?',
  rotateReason: 'The old secret works on for a while, so that programs can be changed in turn.',
  overlap: 'The old one works on for',
  minutes: 'minutes',
  hours: 'hours',
  secretOf: 'The secret of “{{name}}”',
  once: 'This is shown once. Keep it in a safe place now; it cannot be read again.',
  copy: 'Copy',
  copied: 'The secret is copied',
  notCopied: 'The browser did not allow it: mark the secret and copy it',
  kept: 'I have kept it',
  lost: 'The secret was shown already. Rotate the key for a new one.',
  none: {
    title: 'There are no API keys yet',
    reason: 'A key lets a program of yours sign in as a person, with as few rights as it needs.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    apiKeys: typeof en;
  }
}
