/** English texts of deals. */
export const en = {
  create: 'New deal',
  submit: 'Create deal',
  look: { label: 'How deals are shown', list: 'List', board: 'Board' },
  view: { open: 'Open', closing: 'Closing in 30 days' },
  age: 'In stage',
  stale: 'Longer in this stage than usual',
  late: 'The close date is past',
  stageOf: '{{pipeline}}: {{stage}}',
  none: {
    title: 'No deals yet',
    reason: 'A deal is a sale on its way through the stages. Converting a lead makes one; or write the first.',
  },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    opportunities: typeof en;
  }
}
