import { randomUUIDv7 } from 'node:crypto';
import { database } from '@crm/db/orm';
import { firesOn, mostDepth, type RecordEvent } from '@crm/domain/workflow/firing.rules';
import type { Firing as FiredBy } from '@crm/domain/workflow/rule-run';
import { workflowEntities, type WorkflowEntity } from '@crm/domain/workflow/workflow';
import type { ServiceContext } from '../context.ts';

/**
 * Orders the runs of every rule that waits for what happened to a record, in the transaction in which it happens:
 * nothing that fires a rule is lost, and nothing that was rolled back fires one.
 */
export async function fireRules(
  ctx: ServiceContext,
  resource: string,
  recordId: string,
  event: RecordEvent,
): Promise<void> {
  const entity = workflowEntities.find((each) => each === resource);
  if (entity === undefined || ctx.actor.featuresOff.has('crm_feature_workflows')) return;
  const rules = await database(ctx.em)
    .selectFrom('crm_workflows')
    .select(['id', 'ruleVersion', 'trigger', 'oncePerRecord'])
    .where('entity', '=', entity)
    .where('enabled', '=', true)
    .where('deletedAt', 'is', null)
    .execute();
  const fired = rules.filter(({ trigger }) => firesOn(trigger, event));
  for (const rule of fired) await orderRun(ctx, rule, { entity, recordId, firedBy: event.kind });
}

interface Firing {
  readonly entity: WorkflowEntity;
  readonly recordId: string;
  readonly firedBy: FiredBy;
  /** What makes it one, where the same could fire twice. */
  readonly key?: string;
}

export interface FiredRule {
  readonly id: string;
  readonly ruleVersion: number;
  readonly oncePerRecord: boolean;
}

/** Orders one run, or writes down why there is none. @returns its id; `null` for what was fired already */
export async function orderRun(
  ctx: ServiceContext,
  rule: FiredRule,
  { entity, recordId, firedBy, key }: Firing,
): Promise<string | null> {
  const cause = await causeOf(ctx);
  const depth = cause === null ? 0 : cause.depth + 1;
  const isLoop = depth > mostDepth;
  const stopped = isLoop ? { state: 'stopped' as const, reason: 'loop' as const, endedAt: ctx.now } : null;
  const made = await database(ctx.em)
    .insertInto('crm_rule_runs')
    .values({
      id: randomUUIDv7(),
      workflowId: rule.id,
      ruleVersion: rule.ruleVersion,
      entity,
      recordId,
      firedBy,
      key: key ?? null,
      once: rule.oncePerRecord,
      causedBy: cause?.id ?? null,
      depth,
      dueAt: isLoop ? null : ctx.now,
      createdAt: ctx.now,
      ...stopped,
    })
    .onConflict((on) => on.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made !== undefined && isLoop) await noteStopped(ctx, rule.id, 'loop');
  return made?.id ?? null;
}

/** The run whose change this is, where a rule made it. */
async function causeOf({ em, actor }: ServiceContext): Promise<{ id: string; depth: number } | null> {
  if (actor.processId === undefined) return null;
  const run = database(em).selectFrom('crm_rule_runs').select(['id', 'depth']).where('processId', '=', actor.processId);
  return (await run.executeTakeFirst()) ?? null;
}

const explained = {
  loop: `Stopped: rules fired one another more than ${mostDepth} times in a row.`,
  limit: 'Stopped: it ran more often within an hour than it may.',
} as const;

/** Says on the rule itself why it did not run. */
export async function noteStopped(ctx: ServiceContext, id: string, reason: keyof typeof explained): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_workflows')
    .set({ lastError: explained[reason] })
    .where('id', '=', id)
    .execute();
}
