import { activity } from '@crm/domain/activity/activity';
import { DomainError } from '@crm/domain/errors';
import { languages } from '@crm/domain/language';
import { ruleEvent } from '@crm/domain/webhook/webhook-events';
import { matchesConditions, relationsIn } from '@crm/domain/workflow/conditions.rules';
import { planAction } from '@crm/domain/workflow/workflow.rules';
import type { WorkflowAction, WorkflowEntity } from '@crm/domain/workflow/workflow';
import { activityService } from '../activity/activity.service.ts';
import type { ServiceContext } from '../context.ts';
import { takeTurn } from '../lead/lead-assignment.ts';
import { conversionVerbs } from '../lead/lead-conversion.service.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { notify } from '../notification/notify.ts';
import { findManagers } from '../process/process-people.ts';
import { startProcess } from '../process/process-start.ts';
import { queueDelivery } from '../webhook/queue-deliveries.ts';
import { taggingService } from '../tag/tagging.service.ts';
import { createForRule, readForRule, ruleRecords, subjectForRule } from './rule-records.ts';

export interface RuleTarget {
  readonly entity: WorkflowEntity;
  readonly recordId: string;
  /** What makes what is told and mailed one: the run and the place of the action in the rule. */
  readonly key: string;
}

const dayMs = 86_400_000;

/**
 * Does one action of a rule to a record, as a person with the rights of the system would; nothing where the record is
 * like that already.
 * @returns what came of it, for the history of the run
 */
export async function doAction(
  ctx: ServiceContext,
  action: WorkflowAction,
  { entity, recordId, key }: RuleTarget,
): Promise<Readonly<Record<string, unknown>>> {
  const row = await readForRule(ctx, entity, recordId, action.do === 'branch' ? relationsIn(action.if) : []);
  if (action.do === 'branch') return { took: matchesConditions(action.if, row, ctx.now) ? 'then' : 'else' };
  const planned = planAction(action, row);
  if (!planned.changes) return { changed: false };
  const { update } = ruleRecords[entity];
  switch (action.do) {
    case 'set_field':
      await update(ctx, recordId, { [action.field]: action.value });
      return { changed: true, field: action.field, from: planned.from, to: action.value };
    case 'assign': {
      const assignedTo = action.userId ?? (await nextOf(ctx, action.teamId ?? null));
      await update(ctx, recordId, { assignedTo });
      return { changed: true, field: 'assignedTo', from: planned.from, to: assignedTo };
    }
    case 'add_tag':
      if (entity !== 'activity') await taggingService.tag(ctx, entity, recordId, action.tagId);
      return { changed: true, tagId: action.tagId };
    case 'create_activity': {
      const due = action.dueInDays === undefined ? null : new Date(ctx.now.getTime() + action.dueInDays * dayMs);
      const assignedTo = action.assignedTo ?? textOf(row['assignedTo']) ?? undefined;
      const { type, subject, body } = action;
      const about = { subjectType: entity, subjectId: recordId };
      const dueAt = due?.toISOString() ?? null;
      const data = activity.create.parse({ type, subject, body, ...about, dueAt, assignedTo });
      const { id } = await activityService.create(ctx, data);
      return { changed: true, activityId: id };
    }
    case 'notify': {
      const userIds = [...action.userIds, ...(await peopleOf(ctx, action.roles, row))];
      const params = { message: action.message };
      await notify(ctx, { kind: 'rule_says', userIds, subject: { type: entity, id: recordId }, params, key });
      return { told: userIds.length };
    }
    case 'start_process':
      return { processId: await begin(ctx, action.process, entity, recordId, row) };
    case 'send_mail': {
      const address = textOf(row['email']) ?? textOf(row['requesterEmail']);
      if (address === null) return { sent: false };
      const { subject, body } = action;
      const language = languages.find((each) => each === (row['preferredLanguage'] ?? row['language'])) ?? 'en';
      const about = { type: entity, id: recordId };
      await queueMail(ctx, {
        to: { address },
        language,
        template: 'message',
        params: { subject, body },
        key,
        subject: about,
      });
      return { sent: true };
    }
    case 'wait':
      return { until: new Date(ctx.now.getTime() + action.hours * hourMs).toISOString() };
    case 'wait_until': {
      const moment = textOf(row[action.field]);
      if (moment === null) return { until: null };
      return { until: new Date(Date.parse(moment) + action.offsetDays * dayMs).toISOString() };
    }
    case 'create_record': {
      const { id } = await createForRule[action.entity](ctx, valuesOf(action, row));
      return { changed: true, created: action.entity, recordId: id };
    }
    case 'ask_approval': {
      const asked = [...new Set([...action.userIds, ...(await peopleOf(ctx, action.roles, row))])];
      const managers = asked.length > 0 ? [] : await findManagers(ctx, textOf(row['teamId']));
      const until = new Date(ctx.now.getTime() + action.expireAfterDays * dayMs).toISOString();
      return { asked: [...asked, ...managers.map(({ id }) => id)], until };
    }
    case 'call_webhook':
      return { queued: await queueDelivery(ctx, action.endpointId, ruleEvent(entity), recordId) };
  }
}

const hourMs = 3_600_000;

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What a new record shall be: given values, and those that are taken over. What is empty there is left out. */
function valuesOf(
  { values }: Extract<WorkflowAction, { do: 'create_record' }>,
  row: Readonly<Record<string, unknown>>,
) {
  const filled = values.map(({ field, value, from }) => [field, from === undefined ? value : row[from]] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== null && value !== undefined));
}

/** @throws DomainError `invalid_transition` when nobody of the team takes turns */
async function nextOf(ctx: ServiceContext, teamId: string | null): Promise<string> {
  const chosen = await takeTurn(ctx, teamId);
  if (chosen === null) throw new DomainError('invalid_transition', 'Nobody of this team takes turns at present.', {});
  return chosen.assignedTo;
}

async function peopleOf(
  ctx: ServiceContext,
  roles: readonly ('owner' | 'manager')[],
  row: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const owner = roles.includes('owner') ? textOf(row['assignedTo']) : null;
  const managers = roles.includes('manager') ? await findManagers(ctx, textOf(row['teamId'])) : [];
  return [...(owner === null ? [] : [owner]), ...managers.map(({ id }) => id)];
}

async function begin(
  ctx: ServiceContext,
  kind: Extract<WorkflowAction, { do: 'start_process' }>['process'],
  entity: WorkflowEntity,
  id: string,
  row: Readonly<Record<string, unknown>>,
): Promise<string> {
  if (kind === 'lead-conversion') return (await conversionVerbs.convert(ctx, id, {})).id;
  const subject = subjectForRule(entity, id, row);
  if (subject === null) throw new DomainError('invalid_transition', 'It is about no record that has processes.', {});
  return startProcess(ctx, { kind, subject, runsFor: id });
}
