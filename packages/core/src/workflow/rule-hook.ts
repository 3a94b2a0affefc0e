import { Workflow } from '@crm/db/entities/workflow.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseFields, refuseUnknown } from '@crm/domain/errors';
import { normalizeEmail } from '@crm/domain/normalize/email';
import { hookCall, type HookCall } from '@crm/domain/workflow/rule-hook';
import type { WorkflowEntity } from '@crm/domain/workflow/workflow';
import type { ServiceContext } from '../context.ts';
import { requireFeatures } from '../feature/features-off.ts';
import { allow } from '../policy.ts';
import { assignChanges, openRecord, saveUpdated } from '../record.ts';
import { orderRun } from './fire-rules.ts';
import type { RuleHookLinks } from './rule-hook-links.ts';
import { ruleTables } from './rule-tables.ts';

type Hooked = Pick<Workflow, 'id' | 'trigger' | 'hookTurn'>;

/**
 * The address at which another system starts a rule. Told to those who may change it.
 * @throws DomainError `not_found`, `invalid_transition` for a rule that waits for something else
 */
export async function readHook(ctx: ServiceContext, id: string): Promise<{ path: string }> {
  allow(ctx, 'workflow:update');
  const rule = await liveRules(ctx).where('id', '=', id).executeTakeFirst();
  if (!rule) throw refuseUnknown('workflow', id);
  return hookOf(ctx, rule);
}

/** A new address; the old one is worth nothing from now on. @throws DomainError as `readHook` */
export async function rotateHook(ctx: ServiceContext, id: string): Promise<{ path: string }> {
  const record = await openRecord(ctx, Workflow, 'workflow', {
    id,
    permission: 'workflow:update',
    read: 'workflow:read',
  });
  const changes = assignChanges(record, { hookTurn: record.hookTurn + 1 });
  const hook = hookOf(ctx, record);
  await saveUpdated(ctx, 'workflow', record, changes);
  return hook;
}

function liveRules({ em }: ServiceContext) {
  return database(em)
    .selectFrom('crm_workflows')
    .select(['id', 'entity', 'ruleVersion', 'oncePerRecord', 'trigger', 'enabled', 'hookTurn'])
    .where('deletedAt', 'is', null);
}

function hookOf({ ports }: ServiceContext, { id, trigger, hookTurn }: Hooked): { path: string } {
  if (trigger.on !== 'webhook' || ports.ruleHooks === null) {
    const details = { current_trigger: trigger.on };
    throw new DomainError('invalid_transition', 'This rule is not started by a webhook.', details);
  }
  return { path: ports.ruleHooks.sign({ workflowId: id, turn: hookTurn }) };
}

/**
 * Another system starts a rule for one record. What names the same `event_id` again is the same call.
 * @param body unchecked
 * @returns the run, also of a call that came before
 * @throws DomainError `link_invalid` for an address that is no more, `feature_disabled`, `validation_failed` for a body
 * that names no record or one that is not there
 */
export async function callHook(
  ctx: ServiceContext,
  links: RuleHookLinks,
  { token, body }: { readonly token: string; readonly body: unknown },
): Promise<{ runId: string }> {
  await requireFeatures(ctx, 'crm_feature_workflows');
  const { workflowId, turn } = links.read(token);
  const rule = await liveRules(ctx).where('id', '=', workflowId).executeTakeFirst();
  if (rule?.trigger.on !== 'webhook' || !rule.enabled || rule.hookTurn !== turn) {
    throw new DomainError('link_invalid', 'This address starts nothing any more.');
  }
  const call = readCall(body);
  const recordId = await findRecord(ctx, rule.entity, call);
  const key = call.eventId === undefined ? undefined : `${rule.id}/hook/${call.eventId}`;
  const made = await orderRun(ctx, rule, {
    entity: rule.entity,
    recordId,
    firedBy: 'webhook',
    ...(key === undefined ? {} : { key }),
  });
  return { runId: made ?? (await runOf(ctx, key ?? '')) };
}

function readCall(body: unknown): HookCall {
  const { success, data, error } = hookCall.safeParse(body);
  if (success) return data;
  throw refuseFields(
    error.issues.map(({ path, code, message }) => ({ field: path.join('.') || 'body', code, message })),
  );
}

const byEmail: Partial<Record<WorkflowEntity, 'emailNormalized' | 'requesterEmail'>> = {
  lead: 'emailNormalized',
  account: 'emailNormalized',
  contact: 'emailNormalized',
  ticket: 'requesterEmail',
};

/** Of several with one address the newest. */
async function findRecord(ctx: ServiceContext, entity: WorkflowEntity, call: HookCall): Promise<string> {
  const { id, externalId, email } = call;
  const column = byEmail[entity];
  const name = id === undefined ? (externalId === undefined ? 'email' : 'externalId') : 'id';
  if (name === 'email' && column === undefined) {
    throw refuseFields([{ field: 'email', code: 'no_address', message: `Records of ${entity} have no address.` }]);
  }
  const value = id ?? externalId ?? normalizeEmail(email ?? '');
  const found = await database(ctx.em)
    .selectFrom(ruleTables[entity])
    .select('id')
    .where((eb) => eb(eb.ref(name === 'email' ? (column ?? 'id') : name), '=', value))
    .where('deletedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (found) return found.id;
  throw refuseFields([{ field: name, code: 'unknown_record', message: `There is no such ${entity}.` }]);
}

async function runOf(ctx: ServiceContext, key: string): Promise<string> {
  const known = database(ctx.em).selectFrom('crm_rule_runs').select('id').where('key', '=', key);
  return (await known.executeTakeFirstOrThrow()).id;
}
