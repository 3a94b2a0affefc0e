import type { z } from 'zod';
import type { Quote } from '@crm/db/entities/quote.entity';
import { database } from '@crm/db/orm';
import { currentApprovals } from '@crm/domain/approval/approval.rules';
import { DomainError, refuseFields } from '@crm/domain/errors';
import { endStep } from '@crm/domain/process/process-steps.rules';
import { approvalChangedSignal, quoteApprovalOf } from '@crm/domain/processes/quote-approval';
import type { approveInput, rejectInput } from '@crm/domain/quote/quote';
import { isAuthor } from '@crm/domain/quote/quote.rules';
import { activePolicies } from '../approval/approval-policy.service.ts';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { cancelOpenProcess } from '../process/process-cancel.ts';
import { completeProcess, lockFreeProcess, saveProcess } from '../process/process-progress.ts';
import { findOpenProcess, signalProcess, startProcess } from '../process/process-start.ts';
import {
  approvalsNeeded,
  askCurrent,
  contentHashOf,
  dropApprovals,
  lockApprovals,
  openApprovals,
} from './quote-approval-rows.ts';
import { readLines } from './quote-lines.ts';
import { openQuote, stepFrom, takeStep, tellQuote, undecided } from './quote-step.ts';
import { quoteReads } from './quote.reads.ts';

/**
 * Asks for approval; what no policy asks about needs nobody's and is approved at once.
 * @throws DomainError `validation_failed` without lines, `invalid_transition` for anything but a draft
 */
export async function submitQuote(ctx: ServiceContext, id: string, version?: number) {
  const record = await openQuote(ctx, id, 'submit', version);
  const lines = await readLines(ctx, id);
  if (lines.length === 0) throw refuseFields([{ field: 'lines', code: 'required', message: 'Add a line first.' }]);
  stepFrom(record, 'submit');
  const needed = await approvalsNeeded(ctx, await activePolicies(ctx), record, lines);
  const contentHash = contentHashOf(record, lines);
  await takeStep(ctx, record, 'submit', { submittedAt: ctx.now, submittedBy: ctx.actor.id, contentHash });
  if (needed.length === 0) {
    await takeStep(ctx, record, 'approve', { decidedAt: ctx.now }, { byRule: true });
  } else {
    await dropApprovals(ctx, id);
    await openApprovals(ctx, record, needed, contentHash);
    await startApproval(ctx, record);
  }
  return quoteReads.get(ctx, id);
}

/** The process that sees to it that somebody decides. */
export async function startApproval(ctx: ServiceContext, { id, revision, assignedTo, teamId }: Quote): Promise<void> {
  const subject = { type: 'quote', id, assignedTo, teamId } as const;
  await startProcess(ctx, { kind: 'quote-approval', subject, runsFor: quoteApprovalOf({ id, revision }) });
}

/**
 * @throws DomainError `forbidden` to its author and to whoever is not asked, `invalid_transition` when it waits for
 * nobody, `version_conflict` when it is not what was shown any more
 */
export async function approveQuote(
  ctx: ServiceContext,
  id: string,
  data: z.output<typeof approveInput>,
  version?: number,
) {
  const record = await openToDecide(ctx, id, 'approve', data.contentHash, version);
  await decide(ctx, record, 'approved', data.comment ?? null);
  const left = currentApprovals(await lockApprovals(ctx, id));
  if (left.length === 0) {
    await finish(ctx, record, 'approve', data.comment ?? null);
  } else {
    await askCurrent(ctx, record);
    await tellQuote(ctx, record, { comment: data.comment ?? null, approvedOne: true });
    await signalProcess(ctx, 'quote-approval', quoteApprovalOf(record), approvalChangedSignal);
  }
  return quoteReads.get(ctx, id);
}

/** @throws DomainError as `approveQuote` */
export async function rejectQuote(
  ctx: ServiceContext,
  id: string,
  data: z.output<typeof rejectInput>,
  version?: number,
) {
  const record = await openToDecide(ctx, id, 'reject', data.contentHash, version);
  await decide(ctx, record, 'rejected', data.comment);
  await finish(ctx, record, 'reject', data.comment);
  return quoteReads.get(ctx, id);
}

/** Takes back what was handed in, so that it can be edited. @throws DomainError `invalid_transition` once it is decided */
export async function recallQuote(ctx: ServiceContext, id: string, version?: number) {
  const record = await openQuote(ctx, id, 'submit', version);
  await takeStep(ctx, record, 'recall', undecided, { recalled: true });
  await endApproval(ctx, record);
  return quoteReads.get(ctx, id);
}

/** Nobody is asked about a quote any more: it was edited, recalled or deleted. */
export async function endApproval(ctx: ServiceContext, record: Quote): Promise<void> {
  await dropApprovals(ctx, record.id);
  await cancelOpenProcess(ctx, 'quote-approval', quoteApprovalOf(record));
}

async function openToDecide(
  ctx: ServiceContext,
  id: string,
  step: 'approve' | 'reject',
  contentHash: string | undefined,
  version: number | undefined,
): Promise<Quote> {
  const record = await openQuote(ctx, id, 'approve', version);
  if (isAuthor(record, ctx.actor.id)) {
    throw new DomainError('forbidden', 'Nobody decides on a quote of their own. Ask another approver.', {
      permission: 'quote:approve',
    });
  }
  stepFrom(record, step);
  if (contentHash !== undefined && contentHash !== record.contentHash) {
    throw new DomainError('version_conflict', 'The quote was changed after it was shown. Read it again, then decide.', {
      current_version: record.version,
    });
  }
  return record;
}

/** Writes the decision on all that this person was asked for. */
async function decide(
  ctx: ServiceContext,
  { id }: Quote,
  decision: 'approved' | 'rejected',
  comment: string | null,
): Promise<void> {
  const approvals = await lockApprovals(ctx, id);
  const { id: decidedBy } = ctx.actor;
  const own = currentApprovals(approvals).filter(
    ({ mayDecide }) => decidedBy !== null && mayDecide.includes(decidedBy),
  );
  // What was handed in before there were policies has no approvals: whoever may approve decides.
  if (approvals.length > 0 && own.length === 0) {
    throw new DomainError('forbidden', 'Others are asked to decide on this quote.', { permission: 'quote:approve' });
  }
  if (own.length === 0) return;
  await database(ctx.em)
    .updateTable('crm_quote_approvals')
    .set({ decision, decidedBy, decidedAt: ctx.now, comment })
    .where(
      'id',
      'in',
      own.map((approval) => approval.id),
    )
    .execute();
}

/** The last word on a quote: the process that waited for it is over in the same moment. */
async function finish(
  ctx: ServiceContext,
  record: Quote,
  step: 'approve' | 'reject',
  comment: string | null,
): Promise<void> {
  const decision = { approverId: ctx.actor.id, decidedAt: ctx.now, decisionComment: comment };
  await takeStep(ctx, record, step, decision, { comment });
  await tellAuthor(ctx, record, step === 'approve' ? 'quote_approved' : 'quote_rejected');
  const runsFor = quoteApprovalOf(record);
  const processId = await findOpenProcess(ctx, 'quote-approval', runsFor);
  const process = processId === null ? null : await lockFreeProcess(ctx, processId);
  if (process === null) return;
  // Before it is closed here: a process that is over gets no signals.
  await signalProcess(ctx, 'quote-approval', runsFor, approvalChangedSignal);
  const code = step === 'approve' ? 'approved' : 'rejected';
  process.steps = endStep(process.steps, 'approve', ctx.now, { code, params: {} });
  completeProcess(process, ctx.now);
  await saveProcess(ctx, process);
}

/** Tells whoever handed it in, and whoever it belongs to. */
export async function tellAuthor(
  ctx: ServiceContext,
  { id, submittedBy, assignedTo, submittedAt }: Quote,
  kind: 'quote_approved' | 'quote_rejected' | 'quote_returned',
): Promise<void> {
  await notify(ctx, {
    kind,
    userIds: [submittedBy, assignedTo].filter((user) => user !== null),
    subject: { type: 'quote', id },
    params: {},
    key: `${kind}/${id}/${submittedAt?.toISOString() ?? ''}`,
  });
}
