import { scopeOf } from '@crm/domain/permissions';
import type { ServiceContext } from '../context.ts';
import { ownerOfNew } from '../owner.ts';
import type { Owned } from '../policy.ts';

/**
 * Who will own a new lead. Somebody named: that person. Nobody named: a sales rep keeps what the rep brings in;
 * what comes from anybody else goes to the intake, which gives it to somebody, for a manager's lead in the manager's
 * team. (Documented in docs/processes.md.)
 */
export async function ownerOfNewLead(ctx: ServiceContext, wanted: string | null | undefined): Promise<Owned> {
  if (wanted !== undefined) return ownerOfNew(ctx, wanted, 'lead:assign');
  switch (scopeOf(ctx.actor.role, 'lead:create')) {
    case 'own':
      return { assignedTo: ctx.actor.id, teamId: ctx.actor.teamId };
    case 'team':
      return { assignedTo: null, teamId: ctx.actor.teamId };
    default:
      return { assignedTo: null, teamId: null };
  }
}
