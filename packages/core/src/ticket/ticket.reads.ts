import { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import { DomainError, refuseUnknown } from '@crm/domain/errors';
import type { ActionOf } from '@crm/domain/permissions';
import { ticket, type TicketRow } from '@crm/domain/ticket/ticket';
import type { ServiceContext } from '../context.ts';
import { makeReads } from '../reads.ts';
import { openRecord } from '../record.ts';
import { presentTicket } from './ticket.presenter.ts';
import { selectTickets, ticketOrder } from './ticket.queries.ts';

export const ticketReads = makeReads({
  name: 'ticket',
  permission: ticket.permissions.read,
  select: selectTickets,
  present: presentTicket,
  order: ticketOrder,
  owned: true,
});

/**
 * What a write answers with: the ticket as it is now, also when it has just left the caller's sight, into the queue of
 * another team.
 */
export async function answerWith(ctx: ServiceContext, id: string): Promise<TicketRow> {
  const row = await selectTickets(database(ctx.em), {}).where('ticket.id', '=', id).executeTakeFirst();
  if (!row) throw refuseUnknown('ticket', id);
  return presentTicket(row, ctx.actor);
}

/** A ticket to be changed, locked. */
export function openTicket(
  ctx: ServiceContext,
  id: string,
  action: Exclude<ActionOf<'ticket'>, 'read' | 'create'>,
  version?: number,
): Promise<Ticket> {
  return openRecord(ctx, Ticket, 'ticket', { id, permission: `ticket:${action}`, read: 'ticket:read', version });
}

/**
 * A ticket to be worked on, locked.
 * @throws DomainError `invalid_transition` for one that was merged into another
 */
export async function openUnmerged(...args: Parameters<typeof openTicket>): Promise<Ticket> {
  const record = await openTicket(...args);
  refuseMerged(record);
  return record;
}

/** @throws DomainError `invalid_transition` naming the ticket that goes on */
export function refuseMerged({ mergedIntoId }: Ticket): void {
  if (mergedIntoId === null) return;
  throw new DomainError(
    'invalid_transition',
    'This ticket was merged into another. Go on there, or unmerge it first.',
    {
      reason: 'merged',
      merged_into_id: mergedIntoId,
    },
  );
}
