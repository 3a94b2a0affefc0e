/** English texts of the pipeline board and of moving deals. */
export const en = {
  title: 'Pipeline',
  choosePipeline: 'Pipeline: {{name}}',
  view: 'View',
  list: 'List',
  board: 'Board',
  create: 'New deal',
  open_one: '{{count, number}} open',
  open_other: '{{count, number}} open',
  weighted: 'weighted',
  perCurrency: 'Each currency for itself',
  filters: 'Filters of the board',
  everybody: 'Everybody',
  owner: 'Owner: {{name}}',
  me: 'Me',
  days: '{{count}} d',
  noNext: 'No next step',
  addTo: 'New deal in {{stage}}',
  showMore: 'Show more',
  noDeals: 'No deals',
  fold: 'Fold {{stage}}',
  moveTo: 'Move to…',
  moveDeal: 'Move {{name}} to',
  moveOn: 'Move to {{stage}}',
  move: 'Move',
  stages: 'Stages',
  wonOrLost: 'Won or lost',
  held: '{{name}} is held over {{stage}}, column {{at}} of {{all}}',
  moved: '{{name}} moved to {{stage}}',
  putBack: '{{name}} is back in {{stage}}',
  stale: 'Amber edge: longer in this stage than it should take',
  gateTitle: '{{name}} needs more to enter {{stage}}',
  gateReason: 'The stage asks for it, so that what follows can be counted on.',
  gateSubmit: 'Move to {{stage}}',
  gateCancel: 'Put back',
  noPipeline: 'There is no pipeline yet',
  noPipelineReason: 'An administrator makes one in the settings.',
  failed: 'The board could not be read',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    board: typeof en;
  }
}
