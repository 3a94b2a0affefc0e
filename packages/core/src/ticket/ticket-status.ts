import type { Ticket } from '@crm/db/entities/ticket.entity';
import { DomainError } from '@crm/domain/errors';
import { awaitsAnswer, clockAfter } from '@crm/domain/ticket/ticket-clocks.rules';
import { canMoveTicket, isOver, type TicketStatus } from '@crm/domain/ticket/ticket-status.rules';
import type { ServiceContext } from '../context.ts';
import { saveUpdated, type Changes } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';
import { calendarOf } from './ticket-sla.ts';
import { watchTicket } from './ticket-watch.ts';

/** What follows from others, or is told in words of its own; the timeline does not repeat it as an edit. */
const toldOtherwise = [
  'status',
  'firstResponseWarnAt',
  'firstResponseDueAt',
  'firstRespondedAt',
  'customerWaitsSince',
  'nextResponseWarnAt',
  'nextResponseDueAt',
  'nextRespondedAt',
  'resolutionWarnAt',
  'resolutionDueAt',
  'resolvedAt',
  'closedAt',
  'slaPausedAt',
  'slaPausedMinutes',
  'mergedIntoId',
  'statusBeforeMerge',
  'messageCount',
  'lastMessageAt',
];

/** What the watch over a ticket's clocks looks at. */
const watched = [
  'status',
  'slaPolicyId',
  'firstResponseDueAt',
  'firstRespondedAt',
  'nextResponseDueAt',
  'nextRespondedAt',
  'resolutionDueAt',
  'assignedTo',
  'teamId',
];

/**
 * The columns that follow from a new status: where the clocks stand, and when it was over. Whoever ends a ticket has
 * dealt with it: that is an answer too, so the first response is not waited for any more.
 * @throws DomainError `invalid_transition`
 */
export async function statusColumns(ctx: ServiceContext, ticket: Ticket, to: TicketStatus): Promise<Partial<Ticket>> {
  const from = ticket.status;
  if (!canMoveTicket(from, to)) {
    throw new DomainError('invalid_transition', `A ticket that is ${from} cannot become ${to}.`, { from, to });
  }
  return from === to ? {} : entered(ctx, ticket, to);
}

/** `statusColumns` without asking whether the way is allowed. */
export async function entered(ctx: ServiceContext, ticket: Ticket, to: TicketStatus): Promise<Partial<Ticket>> {
  const over = isOver(to);
  return {
    status: to,
    ...clockAfter(ticket, to, await calendarOf(ctx, ticket), ctx.now),
    firstRespondedAt: ticket.firstRespondedAt ?? (over ? ctx.now : null),
    ...(over && answeredNow(ticket, ctx.now)),
    resolvedAt: over ? (ticket.resolvedAt ?? ctx.now) : null,
    closedAt: to === 'closed' ? ctx.now : null,
  };
}

/** Whoever waited for an answer has one now. */
export function answeredNow(ticket: Ticket, now: Date): Partial<Ticket> {
  return awaitsAnswer(ticket) ? { nextRespondedAt: now } : {};
}

/** Writes what changed of a ticket, and tells of a new status. */
export async function saveTicket(ctx: ServiceContext, ticket: Ticket, changes: Changes): Promise<void> {
  await saveUpdated(ctx, 'ticket', ticket, changes, toldOtherwise);
  if (watched.some((column) => column in changes)) await watchTicket(ctx, ticket);
  const { status } = changes;
  if (status === undefined) return;
  const [from, to] = status;
  await recordTimeline(ctx, { subject: subjectOf(ticket), kind: 'status_changed', payload: { from, to } });
  const wasOver = from === 'resolved' || from === 'closed';
  if (isOver(ticket.status) && !wasOver && ticket.mergedIntoId === null) {
    await tellCustomer(ctx, ticket, 'ticket_resolved');
  }
}

export function subjectOf({ id }: Ticket) {
  return { type: 'ticket', id } as const;
}

/** Tells of a ticket where its customer's whole story is told: on the timelines of account and contact. */
export async function tellCustomer(
  ctx: ServiceContext,
  ticket: Ticket,
  kind: 'ticket_created' | 'ticket_resolved',
): Promise<void> {
  const { id, number, subject, priority, status, accountId, contactId } = ticket;
  const entry = {
    kind,
    title: `${number} ${subject}`,
    payload: { number, priority, status },
    source: { type: 'ticket', id },
  };
  await recordTimeline(
    ctx,
    ...(accountId === null ? [] : [{ ...entry, subject: { type: 'account' as const, id: accountId } }]),
    ...(contactId === null ? [] : [{ ...entry, subject: { type: 'contact' as const, id: contactId } }]),
  );
}
