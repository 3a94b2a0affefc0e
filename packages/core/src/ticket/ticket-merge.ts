import type { z } from 'zod';
import { Ticket } from '@crm/db/entities/ticket.entity';
import { DomainError, refuseFields } from '@crm/domain/errors';
import type { mergeInput } from '@crm/domain/ticket/ticket';
import type { ServiceContext } from '../context.ts';
import { assignChanges } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { entered, saveTicket, subjectOf } from './ticket-status.ts';
import { answerWith, openTicket, openUnmerged } from './ticket.reads.ts';

/**
 * Merges a ticket into another: its messages show there, and it is closed and takes no more changes. Nothing is moved,
 * so that the way back is short.
 * @throws DomainError `invalid_transition` when either was merged before, or the other one is closed
 */
export async function mergeTicket(ctx: ServiceContext, id: string, { intoId }: z.output<typeof mergeInput>) {
  if (id === intoId) {
    throw refuseFields([{ field: 'intoId', code: 'same_ticket', message: 'Choose another ticket.' }]);
  }
  const { record, into } = await openBoth(ctx, id, intoId);
  if (into.status === 'closed') {
    throw new DomainError('invalid_transition', `${into.number} is closed. Reopen it first.`, { reason: 'closed' });
  }
  const changes = assignChanges(record, {
    ...(await entered(ctx, record, 'closed')),
    closedAt: record.closedAt ?? ctx.now,
    mergedIntoId: intoId,
    statusBeforeMerge: record.status,
  });
  await saveTicket(ctx, record, changes);
  await tellBoth(ctx, 'merged', record, into);
  return answerWith(ctx, id);
}

/** Takes a merge back: the ticket is as it was before, and its clock goes on where it stood. */
export async function unmergeTicket(ctx: ServiceContext, id: string) {
  const record = await openTicket(ctx, id, 'merge');
  const { mergedIntoId, statusBeforeMerge } = record;
  if (mergedIntoId === null || statusBeforeMerge === null) {
    throw new DomainError('invalid_transition', 'This ticket was not merged into another.');
  }
  const into = await ctx.em.findOneOrFail(Ticket, mergedIntoId);
  const changes = assignChanges(record, {
    ...(await entered(ctx, record, statusBeforeMerge)),
    ...(statusBeforeMerge === 'closed' ? { closedAt: record.closedAt } : {}),
    mergedIntoId: null,
    statusBeforeMerge: null,
  });
  await saveTicket(ctx, record, changes);
  await tellBoth(ctx, 'unmerged', record, into);
  return answerWith(ctx, id);
}

/** Both, locked in one order, so that two merges of the same tickets take turns. */
async function openBoth(ctx: ServiceContext, id: string, intoId: string) {
  const first = await openUnmerged(ctx, id < intoId ? id : intoId, 'merge');
  const second = await openUnmerged(ctx, id < intoId ? intoId : id, 'merge');
  return first.id === id ? { record: first, into: second } : { record: second, into: first };
}

/** Each of the two tells of the other. */
async function tellBoth(ctx: ServiceContext, kind: 'merged' | 'unmerged', record: Ticket, into: Ticket): Promise<void> {
  const named = ({ id, number, subject }: Ticket) => ({ id, number, subject });
  await recordTimeline(
    ctx,
    { subject: subjectOf(record), kind, payload: { into: named(into) } },
    { subject: subjectOf(into), kind, payload: { ticket: named(record) } },
  );
}
