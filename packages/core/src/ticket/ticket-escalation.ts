import type { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import type { StepDetail } from '@crm/domain/process/process-steps.rules';
import { moreUrgent } from '@crm/domain/ticket/ticket-status.rules';
import type { ServiceContext } from '../context.ts';
import { findManagers } from '../process/process-people.ts';
import type { ProcessDraft } from '../process/process-progress.ts';
import { assignChanges, saveUpdated } from '../record.ts';
import { assignTicket, chooseAgent, routingOf, type TicketAgent } from './ticket-agents.ts';

/**
 * Does what the policy of a ticket says of what is late, beside telling the managers: the ticket becomes more urgent, or
 * somebody else gets it. What was promised stays as it was, and late.
 */
export async function escalate(ctx: ServiceContext, process: ProcessDraft, ticket: Ticket): Promise<StepDetail | null> {
  switch (await escalationOf(ctx, ticket)) {
    case 'raise_priority': {
      const priority = moreUrgent(ticket.priority);
      await saveUpdated(ctx, 'ticket', ticket, assignChanges(ticket, { priority }));
      return { code: 'raised', params: { priority } };
    }
    case 'reassign': {
      const routing = await routingOf(ctx, ticket.teamId);
      return giveTo(ctx, process, ticket, routing && (await chooseAgent(ctx, ticket, routing, ticket.assignedTo)));
    }
    case 'to_manager': {
      const [manager] = await findManagers(ctx, ticket.teamId);
      return giveTo(ctx, process, ticket, manager ? { userId: manager.id, name: manager.name } : null);
    }
    default:
      return null;
  }
}

async function escalationOf(ctx: ServiceContext, { slaPolicyId }: Ticket) {
  const policy = await database(ctx.em)
    .selectFrom('crm_sla_policies')
    .select('escalation')
    .where('id', '=', slaPolicyId)
    .executeTakeFirst();
  return policy?.escalation ?? 'tell';
}

async function giveTo(
  ctx: ServiceContext,
  process: ProcessDraft,
  ticket: Ticket,
  agent: TicketAgent | null,
): Promise<StepDetail | null> {
  if (agent === null || agent.userId === ticket.assignedTo) return null;
  await assignTicket(ctx, process, ticket, agent);
  return { code: 'assigned', params: { id: agent.userId, name: agent.name } };
}
