import { z } from 'zod';
import { activity } from '../activity/activity.ts';
import { contact } from '../contact/contact.ts';
import { opportunity } from '../opportunity/opportunity.ts';
import { countRow } from '../page.ts';
import { isoDateTime } from '../scalars.ts';
import { timelineRow } from '../timeline/timeline.ts';
import { account } from './account.ts';

function block<Row extends z.ZodType>(row: Row) {
  return z.object({ ...countRow.shape, items: z.array(row) });
}

/** A customer with the latest of what hangs on it (CONSOLE-027). A block that the caller's role may not read is `null`. */
export const accountOverview = account.row.extend({
  contacts: block(contact.row).nullable(),
  openDeals: block(opportunity.row).nullable(),
  upcomingActivities: block(activity.row).nullable(),
  recentTimeline: z.array(timelineRow).nullable(),
});
export type AccountOverview = z.output<typeof accountOverview>;

/** When somebody shall come back to a customer; the owner is reminded then. */
export const scheduleFollowUpInput = z.strictObject({ at: isoDateTime });
