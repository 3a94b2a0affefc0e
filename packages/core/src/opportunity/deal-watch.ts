import { database } from '@crm/db/orm';
import { lookAtDeal, type DealLook, type Standstill, type Told } from '@crm/domain/opportunity/deal-watch.rules';
import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import type { LookAgain } from '@crm/domain/processes/contract';
import { dealChangedSignal } from '@crm/domain/processes/opportunity-stage';
import type { ServiceContext } from '../context.ts';
import type { Owned } from '../policy.ts';
import { findManagers, findOwner } from '../process/process-people.ts';
import {
  completeProcess,
  holdProcess,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { findOpenProcess, signalProcess, startProcess } from '../process/process-start.ts';

interface Deal extends Owned {
  readonly id: string;
  readonly stageId: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly deletedAt: Date | null;
}

/** Lets the watch of a deal look again; begins it for an open deal whose stage says how long it may stay there. */
export async function watchDeal(ctx: ServiceContext, deal: Deal): Promise<void> {
  const { id, stageId, status, deletedAt, assignedTo, teamId } = deal;
  if ((await findOpenProcess(ctx, 'opportunity-stage', id)) !== null) {
    await signalProcess(ctx, 'opportunity-stage', id, dealChangedSignal);
    return;
  }
  // Deals go on where processes are switched off; nobody is reminded of them.
  if (status !== 'open' || deletedAt !== null || ctx.actor.featuresOff.has('crm_feature_processes')) return;
  if ((await staleAfter(ctx, stageId)) === null) return;
  await startProcess(ctx, {
    kind: 'opportunity-stage',
    subject: { type: 'opportunity', id, assignedTo, teamId },
  });
}

async function staleAfter(ctx: ServiceContext, stageId: string): Promise<number | null> {
  const stage = await database(ctx.em)
    .selectFrom('crm_stages')
    .select('staleAfterDays')
    .where('id', '=', stageId)
    .executeTakeFirstOrThrow();
  return stage.staleAfterDays;
}

/**
 * Looks at the deal, tells who is to be told, and says when to look again.
 * @returns `null` when there is nothing to watch any more: the deal is closed or gone, and the process is over
 */
export function lookAtOpportunity(ctx: ServiceContext, call: StepCall): Promise<LookAgain | null> {
  return runStep(ctx, call, async (process) => {
    const deal = await findDeal(ctx, process.subject.id);
    if (!deal) {
      process.steps = endStep(process.steps, 'watch', ctx.now, { code: 'deal_closed', params: {} });
      completeProcess(process, ctx.now);
      return null;
    }
    const look = lookAtDeal(deal, toldOf(process), ctx.now);
    await tell(ctx, process, deal, look);
    return { until: look.until?.toISOString() ?? null };
  });
}

async function tell(ctx: ServiceContext, process: ProcessDraft, deal: Owned, look: DealLook): Promise<void> {
  const { standstill, until } = look;
  const owner = await findOwner(ctx, deal.assignedTo);
  if (standstill === null || standstill.at > ctx.now) {
    process.steps = resetSteps(process.steps, 'remind', 'escalate');
    holdProcess(process, 'watch', {
      reason: 'deal_moves',
      why: null,
      since: ctx.now.toISOString(),
      dueAt: until?.toISOString() ?? null,
      actors: owner,
      next: until && { code: 'remind', at: until.toISOString() },
    });
    return;
  }
  const asksManagers = look.tell === 'managers' || toldOf(process)?.escalated === true || owner.length === 0;
  const managers = asksManagers ? await findManagers(ctx, deal.teamId) : [];
  if (look.tell === 'owner') await say(ctx, process, 'remind', standstill);
  if (look.tell === 'managers') await say(ctx, process, 'escalate', standstill);
  holdProcess(process, 'watch', {
    reason: 'deal_stands_still',
    why: standstill.why,
    since: standstill.at.toISOString(),
    dueAt: null,
    actors: [...owner, ...managers.filter(({ id }) => owner.every((person) => person.id !== id))],
    next: until && { code: 'escalate', at: until.toISOString() },
  });
}

async function say(
  ctx: ServiceContext,
  process: ProcessDraft,
  step: 'remind' | 'escalate',
  { why, at }: Standstill,
): Promise<void> {
  if (step === 'remind') process.steps = resetSteps(process.steps, 'remind', 'escalate');
  process.steps = endStep(process.steps, step, ctx.now, {
    code: why,
    params: { of: at.toISOString(), at: ctx.now.toISOString() },
  });
  await tellSubject(ctx, process, step === 'remind' ? 'deal_stands_still' : 'deal_escalated', { why });
}

/** What was said of the deal so far, as the steps of its process remember it. */
function toldOf({ steps }: ProcessDraft): Told | null {
  const reminded = steps.find(({ key }) => key === 'remind')?.detail?.params;
  if (reminded?.['of'] === undefined || reminded['at'] === undefined) return null;
  const escalated = steps.find(({ key }) => key === 'escalate')?.detail?.params;
  return {
    of: new Date(reminded['of']),
    remindedAt: new Date(reminded['at']),
    escalated: escalated?.['of'] === reminded['of'],
  };
}

/** The deal while it is open, with its last sign of life: an activity that was done. */
async function findDeal(ctx: ServiceContext, id: string) {
  const db = database(ctx.em);
  const deal = await db
    .selectFrom('crm_opportunities as deal')
    .innerJoin('crm_stages as stage', 'stage.id', 'deal.stageId')
    .select(['deal.stageEnteredAt', 'deal.expectedCloseDate', 'deal.assignedTo', 'deal.teamId', 'stage.staleAfterDays'])
    .select((eb) =>
      eb
        .selectFrom('crm_activities as activity')
        .select((inner) => inner.fn.max('activity.completedAt').as('at'))
        .where('activity.subjectType', '=', 'opportunity')
        .where('activity.subjectId', '=', id)
        .where('activity.deletedAt', 'is', null)
        .as('lastActivityAt'),
    )
    .where('deal.id', '=', id)
    .where('deal.status', '=', 'open')
    .where('deal.deletedAt', 'is', null)
    .forUpdate('deal')
    .executeTakeFirst();
  return deal;
}
