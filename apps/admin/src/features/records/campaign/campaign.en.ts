/** English texts of a campaign's page. */
export const en = {
  members: 'Members',
  byStatus: 'Members by status',
  all: 'All',
  more: 'Show more',
  none: 'No members yet',
  noneOfStatus: 'Nobody has come this far',
  noneReason: 'Add everybody who fits the segment.',
  noneSegment: 'Say in the form whom the campaign is for; then its members can be added.',
  noSegment: 'The campaign has no segment yet',
  addSome: 'Add people',
  kind: 'Leads or contacts',
  addedAt: 'added',
  respondedAt: 'responded',
  addChosen_one: 'Add {{count, number}} person',
  addChosen_other: 'Add {{count, number}} people',
  addSegment: 'Add the segment',
  added_one: '{{count, number}} member added',
  added_other: '{{count, number}} members added',
  refused_one: '{{count, number}} does not want to be written to.',
  refused_other: '{{count, number}} do not want to be written to.',
  moreLeft: 'There are more: add the segment again.',
  statusOf: 'Status of {{name}}',
  remove: 'Take {{name}} out',
  leads: 'Leads',
  converted: 'Converted',
  ofGoal: 'of {{goal}}',
  ofBudget: '{{share}} of the budget',
  results: 'Results',
  rate: 'Conversion',
  costPerLead: 'Cost per lead',
  wonDeals: 'Won deals',
  revenue: 'Revenue won',
  money: 'Money and time',
  move: { planned: 'Plan again', active: 'Start', paused: 'Pause', finished: 'Finish' },
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    campaign: typeof en;
  }
}
