import type { Ticket } from '@crm/db/entities/ticket.entity';
import { refuseFields } from '@crm/domain/errors';
import type { ServiceContext } from '../context.ts';
import { assignTo } from '../owner.ts';
import { allowOn, type Owned } from '../policy.ts';
import { requireTeam } from './ticket-category.service.ts';

/** What a caller said about owner and queue; `undefined` is nothing. */
interface Wanted {
  readonly assignedTo?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

/**
 * Whose a new ticket is. It lies in a queue until somebody takes it, also when a colleague wrote it down.
 * @param queue the team that its category says
 */
export async function ownerOfNewTicket(ctx: ServiceContext, wanted: Wanted, queue: string | null): Promise<Owned> {
  await requireTeam(ctx, wanted.teamId);
  const teamId = wanted.teamId === undefined ? queue : wanted.teamId;
  return wanted.assignedTo ? giveTo(ctx, wanted.assignedTo, wanted.teamId, teamId) : { assignedTo: null, teamId };
}

/**
 * The columns of a change of owner or queue, or none. Another queue takes the ticket from its owner, unless a new one is
 * named; without an owner it stays in its queue.
 * @throws DomainError `forbidden` without the right to assign; `validation_failed` for whoever cannot have it
 */
export async function reassignTicket(ctx: ServiceContext, record: Ticket, wanted: Wanted): Promise<Partial<Owned>> {
  const movesQueue = wanted.teamId !== undefined && wanted.teamId !== record.teamId;
  const movesOwner = wanted.assignedTo !== undefined && wanted.assignedTo !== record.assignedTo;
  if (!movesQueue && !movesOwner) return {};
  allowOn(ctx, 'ticket:assign', record);
  if (movesQueue) await requireTeam(ctx, wanted.teamId);
  const teamId = wanted.teamId === undefined ? record.teamId : wanted.teamId;
  return wanted.assignedTo ? giveTo(ctx, wanted.assignedTo, wanted.teamId, teamId) : { assignedTo: null, teamId };
}

/** The team follows the owner, so that both can see the ticket; an owner without a team leaves it in its queue. */
async function giveTo(
  ctx: ServiceContext,
  userId: string,
  namedTeam: string | null | undefined,
  queue: string | null,
): Promise<Owned> {
  const { actor } = ctx;
  const owner = userId === actor.id ? { teamId: actor.teamId } : await assignTo(ctx, userId, 'ticket:assign');
  if (namedTeam && owner.teamId !== null && owner.teamId !== namedTeam) {
    throw refuseFields([
      { field: 'teamId', code: 'other_team', message: 'Choose the team of whoever gets the ticket.' },
    ]);
  }
  return { assignedTo: userId, teamId: owner.teamId ?? queue };
}
