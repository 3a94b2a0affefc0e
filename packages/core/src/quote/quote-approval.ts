import type { z } from 'zod';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { approveInput, rejectInput } from '@crm/domain/quote/quote';
import { isAuthor, needsApproval } from '@crm/domain/quote/quote.rules';
import type { ServiceContext } from '../context.ts';
import { readLines } from './quote-lines.ts';
import { openQuote, takeStep } from './quote-step.ts';
import { quoteReads } from './quote.reads.ts';

/**
 * Asks for approval; what gives away no more than is free needs nobody's and is approved at once.
 * @throws DomainError `validation_failed` without lines, `invalid_transition` for anything but a draft
 */
export async function submitQuote(ctx: ServiceContext, id: string, version?: number) {
  const record = await openQuote(ctx, id, 'submit', version);
  const lines = await readLines(ctx, id);
  if (lines.length === 0) throw refuseFields([{ field: 'lines', code: 'required', message: 'Add a line first.' }]);
  await takeStep(ctx, record, 'submit', { submittedAt: ctx.now, submittedBy: ctx.actor.id });
  if (!needsApproval(lines)) await takeStep(ctx, record, 'approve', { decidedAt: ctx.now }, { byRule: true });
  return quoteReads.get(ctx, id);
}

/** @throws DomainError `forbidden` to its author, `invalid_transition` when it waits for nobody */
export async function approveQuote(
  ctx: ServiceContext,
  id: string,
  data: z.output<typeof approveInput>,
  version?: number,
) {
  return decide(ctx, id, 'approve', data.comment ?? null, version);
}

/** @throws DomainError as `approveQuote` */
export async function rejectQuote(
  ctx: ServiceContext,
  id: string,
  data: z.output<typeof rejectInput>,
  version?: number,
) {
  return decide(ctx, id, 'reject', data.comment, version);
}

async function decide(
  ctx: ServiceContext,
  id: string,
  step: 'approve' | 'reject',
  comment: string | null,
  version: number | undefined,
) {
  const record = await openQuote(ctx, id, 'approve', version);
  if (isAuthor(record, ctx.actor.id)) {
    throw new DomainError('forbidden', 'Nobody decides on a quote of their own. Ask another approver.', {
      permission: 'quote:approve',
    });
  }
  const decision = { approverId: ctx.actor.id, decidedAt: ctx.now, decisionComment: comment };
  await takeStep(ctx, record, step, decision, { comment });
  return quoteReads.get(ctx, id);
}
