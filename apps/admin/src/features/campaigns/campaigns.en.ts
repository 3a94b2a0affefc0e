/** English texts of campaigns. */
export const en = {
  create: 'New campaign',
  submit: 'Plan the campaign',
  view: { running: 'Running' },
  none: { title: 'No campaigns yet', reason: 'A campaign says whom you address, at what cost, and what came of it.' },
  utmHint: 'Leads that come with this utm_campaign count under it.',
  segmentHint: 'Who fits is added as a member on the page of the campaign.',
  noSegment: 'Nobody yet',
  conditions: 'Conditions of the segment',
} as const;

declare module 'i18next' {
  interface ResourceNamespaceMap {
    campaigns: typeof en;
  }
}
