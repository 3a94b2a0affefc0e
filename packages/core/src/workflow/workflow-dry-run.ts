import type { ListQuery, Page } from '@crm/domain/page';
import { matchesConditions } from '@crm/domain/workflow/conditions.rules';
import type { DryRunResult, WorkflowEntity, WorkflowRow } from '@crm/domain/workflow/workflow';
import { planActions } from '@crm/domain/workflow/workflow.rules';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { leadReads } from '../lead/lead.reads.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { ticketReads } from '../ticket/ticket.reads.ts';

type List = (ctx: ServiceContext, query: ListQuery<never>) => Promise<Page<{ readonly id: string }>>;

/** Records are looked at as their lists show them, within the caller's reach. */
const lists: Readonly<Record<WorkflowEntity, { readonly list: List; name(row: object): unknown }>> = {
  lead: { list: leadReads.list, name: nameOf('name') },
  account: { list: accountService.list, name: nameOf('name') },
  contact: { list: contactService.list, name: nameOf('name') },
  opportunity: { list: opportunityService.list, name: nameOf('name') },
  activity: { list: activityService.list, name: nameOf('subject') },
  ticket: { list: ticketReads.list, name: nameOf('subject') },
};

function nameOf(field: string) {
  return (row: object): unknown => Reflect.get(row, field);
}

/** Which of the newest records a rule fits, and what it would do to each. Nothing is written and nobody is told. */
export async function dryRun(
  ctx: ServiceContext,
  { entity, conditions, actions }: WorkflowRow,
  limit: number,
): Promise<DryRunResult> {
  const { list, name } = lists[entity];
  const { items } = await list(ctx, { limit, sort: '-createdAt' });
  const matching = items.flatMap((item) => {
    const row: Readonly<Record<string, unknown>> = { ...item };
    if (!matchesConditions(conditions, row, ctx.now)) return [];
    return [{ id: item.id, name: String(name(item)), actions: planActions(actions, row) }];
  });
  return { looked: items.length, matching };
}
