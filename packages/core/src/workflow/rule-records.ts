import { activity } from '@crm/domain/activity/activity';
import { account } from '@crm/domain/account/account';
import { contact } from '@crm/domain/contact/contact';
import { lead } from '@crm/domain/lead/lead';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import type { ListQuery, Page } from '@crm/domain/page';
import { subjectTypes } from '@crm/domain/timeline/timeline';
import { ticket } from '@crm/domain/ticket/ticket';
import type { WorkflowEntity } from '@crm/domain/workflow/workflow';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { leadReads } from '../lead/lead.reads.ts';
import { leadService } from '../lead/lead.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { ticketReads } from '../ticket/ticket.reads.ts';
import { ticketService } from '../ticket/ticket.service.ts';

interface RuleRecords {
  readonly list: (ctx: ServiceContext, query: ListQuery<never>) => Promise<Page<{ readonly id: string }>>;
  readonly get: (ctx: ServiceContext, id: string) => Promise<object>;
  /** Checks the values as a person's would be. */
  readonly update: (ctx: ServiceContext, id: string, values: Readonly<Record<string, unknown>>) => Promise<object>;
  /** The field that a record is called by. */
  readonly name: 'name' | 'subject';
}

/** What rules work on, as its services show and change it. */
export const ruleRecords: Readonly<Record<WorkflowEntity, RuleRecords>> = {
  lead: {
    list: leadReads.list,
    get: leadReads.get,
    update: (ctx, id, values) => leadService.update(ctx, id, lead.update.parse(values)),
    name: 'name',
  },
  account: {
    list: accountService.list,
    get: accountService.get,
    update: (ctx, id, values) => accountService.update(ctx, id, account.update.parse(values)),
    name: 'name',
  },
  contact: {
    list: contactService.list,
    get: contactService.get,
    update: (ctx, id, values) => contactService.update(ctx, id, contact.update.parse(values)),
    name: 'name',
  },
  opportunity: {
    list: opportunityService.list,
    get: opportunityService.get,
    update: (ctx, id, values) => opportunityService.update(ctx, id, opportunity.update.parse(values)),
    name: 'name',
  },
  activity: {
    list: activityService.list,
    get: activityService.get,
    update: (ctx, id, values) => activityService.update(ctx, id, activity.update.parse(values)),
    name: 'subject',
  },
  ticket: {
    list: ticketReads.list,
    get: ticketReads.get,
    update: (ctx, id, values) => ticketService.update(ctx, id, ticket.update.parse(values)),
    name: 'subject',
  },
};

/** A record as conditions read it. */
export async function readForRule(
  ctx: ServiceContext,
  entity: WorkflowEntity,
  id: string,
): Promise<Readonly<Record<string, unknown>>> {
  return { ...(await ruleRecords[entity].get(ctx, id)) };
}

/** The record on whose page a rule's process is shown: of an activity, what it is about; `null` where that is nothing. */
export function subjectForRule(entity: WorkflowEntity, id: string, row: Readonly<Record<string, unknown>>) {
  const text = (field: string) => (typeof row[field] === 'string' ? row[field] : null);
  const owned = { assignedTo: text('assignedTo'), teamId: text('teamId') };
  if (entity !== 'activity') return { type: entity, id, ...owned };
  const type = subjectTypes.find((each) => each === row['subjectType']);
  const about = text('subjectId');
  return type === undefined || about === null ? null : { type, id: about, ...owned };
}
