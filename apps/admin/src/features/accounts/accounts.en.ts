/** English texts of accounts. */
export const en = {
  create: 'New account',
  submit: 'Create account',
  none: {
    title: 'No accounts yet',
    reason: 'An account is a company or a person that you sell to. Write the first one.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    accounts: typeof en;
  }
}
