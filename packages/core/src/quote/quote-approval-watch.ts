import { Quote } from '@crm/db/entities/quote.entity';
import { LockMode } from '@crm/db/orm';
import { currentApprovals, patienceOf } from '@crm/domain/approval/approval.rules';
import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import type { LookAgain } from '@crm/domain/processes/contract';
import { deepestDiscount } from '@crm/domain/quote/quote.rules';
import { activePolicies } from '../approval/approval-policy.service.ts';
import type { ServiceContext } from '../context.ts';
import {
  completeProcess,
  holdProcess,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { namesOf } from '../process/process-people.ts';
import { askCurrent, dropApprovals, lockApprovals } from './quote-approval-rows.ts';
import { tellAuthor } from './quote-approval.ts';
import { findOverseers } from './quote-approvers.ts';
import { readLines } from './quote-lines.ts';
import { takeStep, undecided } from './quote-step.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Looks whether a quote was decided on; asks who is to be asked now, others too when those do not answer, and gives the
 * quote back when nobody does.
 * @returns `null` when nothing is to be decided any more, and the process is over
 */
export function lookAtApproval(ctx: ServiceContext, call: StepCall): Promise<LookAgain | null> {
  return runStep(ctx, call, async (process) => {
    const quote = await findPending(ctx, process.subject.id);
    const approvals = quote === null ? [] : await lockApprovals(ctx, quote.id);
    const current = currentApprovals(approvals);
    if (quote === null || current.length === 0) {
      process.steps = endStep(process.steps, 'approve', ctx.now, { code: 'let_go', params: {} });
      completeProcess(process, ctx.now);
      return null;
    }
    const decided = approvals.flatMap(({ decidedAt }) => (decidedAt === null ? [] : [decidedAt.getTime()]));
    const since = new Date(Math.max(quote.submittedAt?.getTime() ?? 0, ...decided));
    return wait(ctx, process, quote, since, current[0]?.step ?? 1);
  });
}

async function wait(
  ctx: ServiceContext,
  process: ProcessDraft,
  quote: Quote,
  since: Date,
  step: number,
): Promise<LookAgain | null> {
  // How patient to be is of today; who must agree was settled when it was handed in.
  const discountPercent = deepestDiscount(await readLines(ctx, quote.id));
  const patience = patienceOf(await activePolicies(ctx), { amountMinor: quote.totalMinor, discountPercent });
  const remindAt = new Date(since.getTime() + patience.remindAfterHours * hourMs);
  const escalateAt = new Date(since.getTime() + patience.escalateAfterHours * hourMs);
  const expireAt = new Date((quote.submittedAt ?? since).getTime() + patience.expireAfterDays * dayMs);
  if (ctx.now >= expireAt) return giveUp(ctx, process, quote);
  const escalated = ctx.now >= escalateAt;
  const asked = await askCurrent(ctx, quote, escalated ? await findOverseers(ctx, quote) : []);
  const next = nextOf(ctx.now, { remindAt, escalateAt, expireAt });
  process.steps = escalated ? endStep(process.steps, 'escalate', ctx.now, null) : resetSteps(process.steps, 'escalate');
  holdProcess(process, 'approve', {
    reason: 'approve_quote',
    why: step > 1 ? 'next_step' : null,
    since: since.toISOString(),
    dueAt: expireAt.toISOString(),
    actors: await namesOf(ctx, asked),
    next: { code: next.code, at: next.at.toISOString() },
  });
  return { until: next.at.toISOString() };
}

interface Deadlines {
  readonly remindAt: Date;
  readonly escalateAt: Date;
  readonly expireAt: Date;
}

/** What happens next if nobody decides: what comes first of all that is not over. */
function nextOf(now: Date, { remindAt, escalateAt, expireAt }: Deadlines) {
  const planned = [
    { code: 'remind', at: remindAt },
    { code: 'escalate', at: escalateAt },
    { code: 'give_back', at: expireAt },
  ] as const;
  return planned.find(({ at }) => at > now && at < expireAt) ?? planned[2];
}

/** Nobody decided in all that time: the quote is its author's again. */
async function giveUp(ctx: ServiceContext, process: ProcessDraft, quote: Quote): Promise<null> {
  await returnToAuthor(ctx, quote);
  await tellSubject(ctx, process, 'approval_expired');
  process.steps = endStep(process.steps, 'approve', ctx.now, { code: 'expired', params: {} });
  completeProcess(process, ctx.now);
  return null;
}

/** What a cancelled approval takes back: the quote is a draft again. */
export async function takeBackApproval(ctx: ServiceContext, { subject }: Pick<ProcessDraft, 'subject'>): Promise<void> {
  const quote = await findPending(ctx, subject.id);
  if (quote !== null) await returnToAuthor(ctx, quote);
}

async function returnToAuthor(ctx: ServiceContext, quote: Quote): Promise<void> {
  await tellAuthor(ctx, quote, 'quote_returned');
  await dropApprovals(ctx, quote.id);
  await takeStep(ctx, quote, 'recall', undecided, { returned: true });
}

function findPending(ctx: ServiceContext, id: string): Promise<Quote | null> {
  const where = { id, status: 'pending_approval', deletedAt: null } as const;
  return ctx.em.findOne(Quote, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
