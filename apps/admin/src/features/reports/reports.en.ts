/** English texts of the reports. */
export const en = {
  asOf: 'as of',
  failed: 'The report could not be read',
  customers: 'Customers by status',
  deals: 'Deals by stage: {{pipeline}}',
  leads: 'Leads by source',
  converted: '{{count, number}} converted',
  tickets: 'Tickets by status',
  won: 'Won by month',
  currency: 'Currency',
  wonTotal: 'Won in 12 months',
  atRates: 'at the rates of {{rates}}',
  withoutRate: 'without {{currencies}}, for which there is no rate',
  wonCount_one: '{{count, number}} deal',
  wonCount_other: '{{count, number}} deals',
  openDeals: 'Open deals',
  wonDeals: 'Won',
  allPipelines: 'in all pipelines',
  activeCustomers: 'Active customers',
  overdue: 'Overdue activities',
  overdueShort: 'Overdue',
  dueSoon: 'Due within a week',
  team: 'Team, last 30 days',
  done: 'Done',
  response: 'First answer',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    reports: typeof en;
  }
}
