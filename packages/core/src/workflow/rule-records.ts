import { activity } from '@crm/domain/activity/activity';
import { account } from '@crm/domain/account/account';
import { contact } from '@crm/domain/contact/contact';
import { DomainError } from '@crm/domain/errors';
import { lead } from '@crm/domain/lead/lead';
import { opportunity } from '@crm/domain/opportunity/opportunity';
import type { ListQuery, Page } from '@crm/domain/page';
import { subjectTypes } from '@crm/domain/timeline/timeline';
import { ticket } from '@crm/domain/ticket/ticket';
import type { CreatedEntity, WorkflowEntity } from '@crm/domain/workflow/workflow';
import { ruleRelations } from '@crm/domain/workflow/workflow-fields';
import { accountService } from '../account/account.service.ts';
import { activityService } from '../activity/activity.service.ts';
import { contactService } from '../contact/contact.service.ts';
import type { ServiceContext } from '../context.ts';
import { leadReads } from '../lead/lead.reads.ts';
import { leadService } from '../lead/lead.service.ts';
import { opportunityService } from '../opportunity/opportunity.service.ts';
import { ticketReads } from '../ticket/ticket.reads.ts';
import { ticketService } from '../ticket/ticket.service.ts';

type Values = Readonly<Record<string, unknown>>;

interface RuleRecords {
  readonly list: (ctx: ServiceContext, query: ListQuery<never>) => Promise<Page<{ readonly id: string }>>;
  readonly get: (ctx: ServiceContext, id: string) => Promise<object>;
  /** Checks the values as a person's would be. */
  readonly update: (ctx: ServiceContext, id: string, values: Values) => Promise<object>;
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

/** Creates a record as a person would; the values are checked as theirs. */
export const createForRule: Readonly<
  Record<CreatedEntity, (ctx: ServiceContext, values: Values) => Promise<{ readonly id: string }>>
> = {
  lead: (ctx, values) => leadService.create(ctx, lead.create.parse(values)),
  account: (ctx, values) => accountService.create(ctx, account.create.parse(values)),
  contact: (ctx, values) => contactService.create(ctx, contact.create.parse(values)),
  opportunity: (ctx, values) => opportunityService.create(ctx, opportunity.create.parse(values)),
  ticket: (ctx, values) => ticketService.create(ctx, ticket.create.parse(values)),
};

/** A record as conditions read it, with those that it belongs to as far as they are asked about. */
export async function readForRule(
  ctx: ServiceContext,
  entity: WorkflowEntity,
  id: string,
  relations: readonly string[] = [],
): Promise<Values> {
  return withRelations(ctx, entity, { ...(await ruleRecords[entity].get(ctx, id)) }, relations);
}

/** The same for a record that was read already. */
export async function withRelations(
  ctx: ServiceContext,
  entity: WorkflowEntity,
  row: Values,
  relations: readonly string[],
): Promise<Values> {
  const related: Record<string, unknown> = {};
  for (const name of new Set(relations)) {
    const relation = ruleRelations[entity][name];
    const id = relation?.idOf(row) ?? null;
    related[name] =
      relation === undefined || id === null ? null : await ruleRecords[relation.to].get(ctx, id).catch(orNull);
  }
  return { ...row, ...related };
}

/** That a record is gone is no mistake. */
export function orNull(error: unknown): null {
  if (error instanceof DomainError && error.code === 'not_found') return null;
  throw error;
}

/** The record on whose page a rule's process is shown: of an activity, what it is about; `null` where that is nothing. */
export function subjectForRule(entity: WorkflowEntity, id: string, row: Values) {
  const text = (field: string) => (typeof row[field] === 'string' ? row[field] : null);
  const owned = { assignedTo: text('assignedTo'), teamId: text('teamId') };
  if (entity !== 'activity') return { type: entity, id, ...owned };
  const type = subjectTypes.find((each) => each === row['subjectType']);
  const about = text('subjectId');
  return type === undefined || about === null ? null : { type, id: about, ...owned };
}
