import type { ServiceContext } from '@crm/core/context';
import { startProcess } from '@crm/core/process/process-start';
import { isOver } from '@crm/domain/ticket/ticket-status.rules';
import type { Demo } from '../demo.ts';

/**
 * Begins to watch every open ticket, as the service does: the worker gives the new ones to somebody, and warns of those
 * whose time runs out. To be called after the rows were inserted.
 */
export async function watchTickets(ctx: ServiceContext, tickets: Demo['rows']['crm_tickets']): Promise<void> {
  for (const { id, status, mergedIntoId, deletedAt, assignedTo, teamId } of tickets) {
    if (isOver(status) || mergedIntoId !== null || deletedAt !== null) continue;
    await startProcess(ctx, { kind: 'ticket-sla', subject: { type: 'ticket', id, assignedTo, teamId } });
  }
}
