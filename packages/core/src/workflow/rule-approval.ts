import { jsonb } from '@crm/db/database';
import { database } from '@crm/db/orm';
import { DomainError } from '@crm/domain/errors';
import type { decideInput } from '@crm/domain/process/process-details';
import { automationChangedSignal } from '@crm/domain/processes/automation';
import type { LookAgain } from '@crm/domain/processes/contract';
import type { RuleRunStep } from '@crm/domain/workflow/rule-run';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { allow } from '../policy.ts';
import { findVisible } from '../process/process.queries.ts';
import { namesOf } from '../process/process-people.ts';
import {
  endWait,
  holdProcess,
  lockProcess,
  refusePaused,
  saveProcess,
  tellSubject,
  type ProcessDraft,
} from '../process/process-progress.ts';
import { signalProcess } from '../process/process-start.ts';

interface RunSteps {
  readonly id: string;
  readonly steps: readonly RuleRunStep[];
}

const question = z.object({ asked: z.array(z.uuid()), until: z.iso.datetime(), took: z.string().optional() });

/** Whether a rule waits at this step for somebody to agree. */
export function isUndecided({ do: kind, output }: RuleRunStep): boolean {
  return kind === 'ask_approval' && !('took' in output);
}

/** Waits for those who were asked; `null` when their time is over. */
export async function holdForDecision(
  ctx: ServiceContext,
  process: ProcessDraft,
  { at, input, output }: RuleRunStep,
): Promise<LookAgain | null> {
  const { asked, until } = question.parse(output);
  if (ctx.now >= new Date(until)) return null;
  holdProcess(process, 'act', {
    reason: 'approve_rule',
    why: z.string().parse(input['question']),
    since: at,
    dueAt: until,
    actors: await namesOf(ctx, asked),
    next: { code: 'go_on', at: until },
  });
  return { until };
}

/** Nobody decided in time: the rule goes on as if they had said no. */
export function lapse(ctx: ServiceContext, run: RunSteps): Promise<void> {
  return answer(ctx, run, { took: 'else', expired: true });
}

/**
 * Somebody who was asked by a rule says whether it may go on. Each question is answered once, by whoever comes first.
 * @throws DomainError `not_found`, `invalid_transition` for a process that waits for something else, `forbidden` to whoever
 * was not asked, `process_paused`
 */
export async function decideForRule(
  ctx: ServiceContext,
  id: string,
  { decision, comment }: z.output<typeof decideInput>,
): Promise<void> {
  allow(ctx, 'process:decide');
  await findVisible(ctx, id);
  const process = await lockProcess(ctx, id);
  if (process?.wait?.reason !== 'approve_rule') {
    throw new DomainError('invalid_transition', 'This process waits for nobody’s approval.', {
      current_status: process?.state ?? 'closed',
    });
  }
  refusePaused(process);
  if (!process.wait.actors.some((actor) => actor.id === ctx.actor.id)) {
    throw new DomainError('forbidden', 'Others were asked to decide here.', { permission: 'process:decide' });
  }
  const run = await database(ctx.em)
    .selectFrom('crm_rule_runs')
    .select(['id', 'steps'])
    .where('id', '=', process.runsFor)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const took = decision === 'approve' ? 'then' : 'else';
  await answer(ctx, run, { took, decidedBy: ctx.actor.id, decidedAt: ctx.now.toISOString(), comment: comment ?? null });
  const asked = process.wait.why ?? '';
  endWait(process);
  process.state = 'running';
  await saveProcess(ctx, process);
  await tellSubject(ctx, process, decision === 'approve' ? 'rule_approved' : 'rule_rejected', {
    question: asked,
    ...(comment !== undefined && { comment }),
  });
  await signalProcess(ctx, 'automation', run.id, automationChangedSignal);
}

async function answer(ctx: ServiceContext, { id, steps }: RunSteps, more: Record<string, unknown>): Promise<void> {
  const answered = steps.map((step, at) =>
    at === steps.length - 1 ? { ...step, output: { ...step.output, ...more } } : step,
  );
  await database(ctx.em)
    .updateTable('crm_rule_runs')
    .set({ steps: jsonb(answered) })
    .where('id', '=', id)
    .execute();
}
