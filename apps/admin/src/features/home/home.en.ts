/** English texts of the start page. */
export const en = {
  title: 'Home',
  needsYou: 'Needs you',
  dueFirst: 'next due first',
  calm: 'Nothing waits for you.',
  decide: 'Decide',
  all: 'All',
  activities: 'To do, late and today',
  noActivities: 'Nothing is due today.',
  done: 'Done: {{subject}}',
  markedDone: '“{{subject}}” is done',
  leads: 'My newest leads',
  noLeads: 'No lead is given to you.',
  deals: 'My deals closing soon',
  noDeals: 'No open deal of yours has a close date.',
  score: 'score {{score}}',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof en;
  }
}
