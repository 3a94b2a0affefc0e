import type { AccountOverview } from '@crm/domain/account/account-overview';
import type { Count, ListQuery, Page } from '@crm/domain/page';
import type { Permission } from '@crm/domain/permissions';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { isAllowed } from '../policy.ts';
import { timelineService } from '../timeline/timeline.service.ts';
import { accountService } from './account.service.ts';

const shown = 5;
const shownOfTimeline = 10;

/** A customer with its contacts, open deals, next activities and last events, each within the caller's scope. */
export async function readAccountOverview(ctx: ServiceContext, id: string): Promise<AccountOverview> {
  const account = await accountService.get(ctx, id);
  const subject = { subjectType: 'account', subjectId: id } as const;
  const [contacts, openDeals, upcomingActivities, recentTimeline] = await Promise.all([
    readBlock(ctx, 'contact:read', contactService, { accountId: id }, '-createdAt'),
    readBlock(ctx, 'opportunity:read', opportunityService, { accountId: id, status: ['open'] }, '-updatedAt'),
    readBlock(ctx, 'activity:read', activityService, { ...subject, status: ['scheduled'] }, 'dueAt'),
    isAllowed(ctx.actor, 'timeline:read')
      ? timelineService.list(ctx, { filter: subject, limit: shownOfTimeline }).then(({ items }) => items)
      : null,
  ]);
  return { ...account, contacts, openDeals, upcomingActivities, recentTimeline };
}

interface Listed<Row, Filter> {
  list(ctx: ServiceContext, query: ListQuery<Filter>): Promise<Page<Row>>;
  count(ctx: ServiceContext, filter: Filter): Promise<Count>;
}

async function readBlock<Row, Filter>(
  ctx: ServiceContext,
  permission: Permission,
  service: Listed<Row, Filter>,
  filter: Filter,
  sort: string,
) {
  if (!isAllowed(ctx.actor, permission)) return null;
  const [{ items }, count] = await Promise.all([
    service.list(ctx, { filter, sort, limit: shown }),
    service.count(ctx, filter),
  ]);
  return { ...count, items };
}
