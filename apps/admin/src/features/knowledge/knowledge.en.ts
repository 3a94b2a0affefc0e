/** English texts of the knowledge base. */
export const en = {
  create: 'New article',
  translate: 'New translation',
  title: 'Title',
  text: 'Text',
  way: 'Write or look',
  write: 'Write',
  preview: 'Preview',
  markdownHint: 'Markdown: ## heading, - list, **strong**, [words](address).',
  saveDraft: 'Save the draft',
  edit: 'Edit the draft',
  delete: 'Delete',
  more: 'More',
  aside: 'Beside the article',
  parts: 'Parts of the article',
  tab: { read: 'Article', draft: 'Draft', versions: 'Versions' },
  unpublished: 'Draft is ahead',
  view: { published: 'Published', drafts: 'Drafts', archived: 'Archived' },
  none: {
    title: 'No articles yet',
    reason: 'An article is an answer that is given more than once. Write the first one.',
  },
  gone: 'The article is not here',
  goneReason: 'It was taken back or deleted, or it was never published.',
  back: 'To the knowledge base',
  draftNote: 'Readers do not see this yet: publish it when it is ready.',
  archivedNote: 'Readers do not see this any more. Publish it to show it again.',
  publishedAt: 'Published',
  translations: 'In other languages',
  translateTo: 'Write it in {{language}}',
  verb: { publish: 'Publish', archive: 'Take it from readers' },
  done: { publish: '“{{title}}” is published', archive: 'Readers do not see “{{title}}” any more' },
  version: 'Version {{number}}',
  isShown: 'readers see this',
  compare: 'Compare with the draft',
  restoreVersion: 'Make it the draft',
  restored: 'The draft says again what version {{number}} says',
  sameAsDraft: 'The draft says the same',
  side: { removed: 'Left out:', added: 'Added:' },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    knowledge: typeof en;
  }
}
