import { paths } from '#admin/app/paths.ts';
import type { ScreenSubject } from '#admin/resource/screen-subject.ts';

/** The list of each noun that has pages. */
export const listPaths = {
  account: paths.accounts,
  contact: paths.contacts,
  lead: paths.leads,
  opportunity: paths.opportunities,
  invoice: paths.invoices,
  subscription: paths.subscriptions,
  ticket: paths.tickets,
  quote: paths.quotes,
  campaign: paths.campaigns,
} as const satisfies Readonly<Record<ScreenSubject, string>>;
