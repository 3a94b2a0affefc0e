import { jsonb } from '@crm/db/database';
import { database, inTransaction, type EntityManager } from '@crm/db/orm';
import { systemActor } from '@crm/domain/actor';
import { endStep } from '@crm/domain/process/process-steps.rules';
import type { LookAgain } from '@crm/domain/processes/contract';
import { matchesConditions } from '@crm/domain/workflow/conditions.rules';
import type { RuleRunStep } from '@crm/domain/workflow/rule-run';
import { relationsOf, remainingActions } from '@crm/domain/workflow/workflow.rules';
import type { WorkflowRule } from '@crm/domain/workflow/workflow';
import type { Ports, ServiceContext } from '../context.ts';
import { startProcess } from '../process/process-start.ts';
import {
  completeProcess,
  holdProcess,
  runStep,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { noteStopped } from './fire-rules.ts';
import { doAction } from './rule-actions.ts';
import { isUndecided, lapse, holdForDecision } from './rule-approval.ts';
import { orNull, readForRule, subjectForRule } from './rule-records.ts';

export interface RuleRoom {
  /** A fresh entity manager, outside of any transaction. */
  fork(): EntityManager;
  readonly ports: Ports;
  readonly now: Date;
}

const session = { actorKind: 'system', actorId: null, requestId: null, processId: null } as const;

/**
 * Takes up runs that were ordered, each in a transaction of its own: where the rule fits the record as it is now, a
 * process begins that carries it out; else nothing happens.
 * @returns how many were taken up
 */
export async function takeUpRuns({ fork, ports, now }: RuleRoom, limit: number): Promise<number> {
  for (let taken = 0; taken < limit; taken += 1) {
    const found = await inTransaction(fork(), session, (em) =>
      takeUpNext({ actor: systemActor, em, requestId: null, now, ports }),
    );
    if (!found) return taken;
  }
  return limit;
}

async function takeUpNext(ctx: ServiceContext): Promise<boolean> {
  const run = await database(ctx.em)
    .selectFrom('crm_rule_runs')
    .select(['id', 'workflowId', 'ruleVersion', 'entity', 'recordId', 'once'])
    .where('dueAt', '<=', ctx.now)
    .orderBy('dueAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (run === undefined) return false;
  const rule = await readRule(ctx, run);
  const row = await readForRule(ctx, run.entity, run.recordId, relationsOf(rule)).catch(orNull);
  if (row === null) await close(ctx, run.id, 'skipped', 'gone');
  else if (!matchesConditions(rule.conditions, row, ctx.now)) await close(ctx, run.id, 'skipped', 'conditions');
  else if (run.once && (await ranBefore(ctx, run))) await close(ctx, run.id, 'skipped', 'once');
  else if (await ranTooOften(ctx, run.workflowId, rule.mostRunsPerHour)) await stop(ctx, run);
  else await begin(ctx, run, subjectForRule(run.entity, run.recordId, row));
  return true;
}

const hourMs = 3_600_000;

/** Counted are runs that began: what only looked whether it fits costs nobody anything. */
async function ranTooOften(ctx: ServiceContext, workflowId: string, most: number): Promise<boolean> {
  const row = await database(ctx.em)
    .selectFrom((from) =>
      from
        .selectFrom('crm_rule_runs')
        .select('id')
        .where('workflowId', '=', workflowId)
        .where('createdAt', '>', new Date(ctx.now.getTime() - hourMs))
        .where('state', 'in', ['running', 'done'])
        .limit(most)
        .as('recent'),
    )
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count) >= most;
}

/** Two that are taken up at one time are told apart by the database: the second fails, and is taken up once more. */
async function ranBefore(ctx: ServiceContext, { workflowId, recordId }: OrderedRun): Promise<boolean> {
  const before = database(ctx.em)
    .selectFrom('crm_rule_runs')
    .select('id')
    .where('workflowId', '=', workflowId)
    .where('recordId', '=', recordId)
    .where('state', 'in', ['running', 'done'])
    .limit(1);
  return (await before.executeTakeFirst()) !== undefined;
}

async function stop(ctx: ServiceContext, { id, workflowId }: OrderedRun): Promise<void> {
  await close(ctx, id, 'stopped', 'limit');
  await noteStopped(ctx, workflowId, 'limit');
}

interface OrderedRun {
  readonly id: string;
  readonly workflowId: string;
  readonly entity: WorkflowRule['entity'];
  readonly recordId: string;
}

async function begin(ctx: ServiceContext, run: OrderedRun, subject: ReturnType<typeof subjectForRule>): Promise<void> {
  if (subject === null) return close(ctx, run.id, 'skipped', 'no_subject');
  const processId = await startProcess(ctx, { kind: 'automation', subject, runsFor: run.id });
  const db = database(ctx.em);
  await db
    .updateTable('crm_rule_runs')
    .set({ state: 'running', processId, dueAt: null })
    .where('id', '=', run.id)
    .execute();
  await db.updateTable('crm_workflows').set({ lastRunAt: ctx.now }).where('id', '=', run.workflowId).execute();
}

/**
 * Does the next action of a rule, or waits for its time. Each is one transaction with its place in the history, so that
 * each is done once.
 * @returns `null` when all are done
 */
export function lookAtRun(ctx: ServiceContext, call: StepCall, runId: string): Promise<LookAgain | null> {
  return runStep(ctx, call, async (process) => {
    const run = await database(ctx.em)
      .selectFrom('crm_rule_runs')
      .select(['id', 'workflowId', 'ruleVersion', 'entity', 'recordId', 'steps'])
      .where('id', '=', runId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const { actions } = await readRule(ctx, run);
    const last = run.steps.at(-1);
    if (last !== undefined && isUndecided(last)) {
      const waiting = await holdForDecision(ctx, process, last);
      if (waiting !== null) return waiting;
      await lapse(ctx, run);
      return { until: ctx.now.toISOString() };
    }
    const waits = waitOf(last, ctx.now);
    if (waits !== null) return hold(process, ctx.now, waits);
    const [action] = remainingActions(actions, run.steps);
    if (action === undefined) {
      await close(ctx, run.id, 'done', null);
      process.steps = endStep(process.steps, 'act', ctx.now, {
        code: 'acted',
        params: { done: String(run.steps.length) },
      });
      completeProcess(process, ctx.now);
      return null;
    }
    const { do: kind, ...input } = action;
    const output = await doAction(ctx, action, { ...run, key: `rule/${run.id}/${run.steps.length}` });
    const step: RuleRunStep = { do: kind, at: ctx.now.toISOString(), input, output };
    await database(ctx.em)
      .updateTable('crm_rule_runs')
      .set({ steps: jsonb([...run.steps, step]) })
      .where('id', '=', run.id)
      .execute();
    const next = waitOf(step, ctx.now);
    return next === null ? { until: ctx.now.toISOString() } : hold(process, ctx.now, next);
  });
}

/** Until when the last action waits; `null` when it does not, any more. */
function waitOf(step: RuleRunStep | undefined, now: Date): Date | null {
  const until = step?.do === 'wait' || step?.do === 'wait_until' ? step.output['until'] : undefined;
  const moment = typeof until === 'string' ? new Date(until) : null;
  return moment !== null && moment > now ? moment : null;
}

function hold(process: ProcessDraft, now: Date, until: Date): LookAgain {
  const at = until.toISOString();
  const since = process.wait?.since ?? now.toISOString();
  holdProcess(process, 'act', {
    reason: 'rule_waits',
    why: null,
    since,
    dueAt: at,
    actors: [],
    next: { code: 'go_on', at },
  });
  return { until: at };
}

/** What the version of a rule says that a run began with: it ends with the same. */
async function readRule(
  ctx: ServiceContext,
  { workflowId, ruleVersion }: { readonly workflowId: string; readonly ruleVersion: number },
): Promise<WorkflowRule> {
  const version = await database(ctx.em)
    .selectFrom('crm_workflow_versions')
    .select('rule')
    .where('workflowId', '=', workflowId)
    .where('ruleVersion', '=', ruleVersion)
    .executeTakeFirstOrThrow();
  return version.rule;
}

async function close(
  ctx: ServiceContext,
  id: string,
  state: 'done' | 'skipped' | 'stopped',
  reason: 'conditions' | 'gone' | 'no_subject' | 'once' | 'limit' | null,
): Promise<void> {
  await database(ctx.em)
    .updateTable('crm_rule_runs')
    .set({ state, reason, dueAt: null, endedAt: ctx.now })
    .where('id', '=', id)
    .execute();
}
