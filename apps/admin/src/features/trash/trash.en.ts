/** English texts of the trash. */
export const en = {
  kinds: 'Kind of record',
  search: 'Search the trash',
  what: 'What it was',
  by: 'By',
  verbs: 'Actions',
  restore: 'Restore',
  restoreOf: 'Restore “{{name}}”',
  restored: '“{{name}}” is back',
  more: 'Load more',
  none: {
    title: 'Nothing is in the trash',
    reason: 'What somebody deletes comes here, and can be restored.',
  },
  taken: {
    title: '“{{name}}” cannot come back yet',
    reason:
      'Another record has taken what must be unique, such as the e-mail address. Change it there or delete that record, then restore this one.',
    other: 'Open the other record',
    otherNamed: 'Open “{{name}}”',
    close: 'Leave it here',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    trash: typeof en;
  }
}
