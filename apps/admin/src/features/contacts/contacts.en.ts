/** English texts of contacts. */
export const en = {
  create: 'New contact',
  submit: 'Create contact',
  noLanguage: 'not known',
  none: { title: 'No contacts yet', reason: 'A contact is a person whom you talk to. Write the first one.' },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    contacts: typeof en;
  }
}
