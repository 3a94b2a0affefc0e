/** English texts of leads. */
export const en = {
  create: 'New lead',
  submit: 'Create lead',
  separator: ', ',
  notScored: 'not scored yet',
  noRule: 'No rule gave points',
  view: { fresh: 'New, best first', ready: 'Ready to convert' },
  none: {
    title: 'No leads yet',
    reason: 'A lead is somebody who asked or was found. Forms and the API bring them; or write one.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    leads: typeof en;
  }
}
