import { sql } from 'kysely';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import {
  chooseAssignee,
  officeHours,
  workingHours,
  type AssignmentCandidate,
} from '@crm/domain/lead/lead-assignment.rules';
import type { AssignmentStrategy } from '@crm/domain/team/team';
import type { ServiceContext } from '../context.ts';
import type { Owned } from '../policy.ts';

export interface Assignee extends Owned {
  readonly assignedTo: string;
  readonly name: string;
}

/**
 * Gives a turn to somebody who takes leads. One lead is given at a time, so that leads that come together are shared
 * out and do not all see the same free person.
 * @param teamId the team whose lead it is; `null`: all teams that take leads
 * @param besides who had it already
 * @returns `null` when nobody takes leads at present
 */
export async function takeTurn(
  ctx: ServiceContext,
  teamId: string | null,
  besides: string | null = null,
): Promise<Assignee | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended('crm.lead-assignment', 0))`.execute(database(ctx.em));
  const strategy = await strategyOf(ctx, teamId);
  const all = strategy === 'manual' ? [] : await loadCandidates(ctx, teamId);
  const candidates = all.filter(({ userId }) => userId !== besides);
  const chosen = chooseAssignee(candidates, ctx.now, strategy);
  const candidate = candidates.find(({ userId }) => userId === chosen?.userId);
  if (!candidate) return null;
  await database(ctx.em)
    .updateTable('crm_users')
    .set({ lastAssignedAt: ctx.now })
    .where('id', '=', candidate.userId)
    .execute();
  return { assignedTo: candidate.userId, teamId: candidate.teamId, name: candidate.name };
}

/** How the lead's team shares out; what belongs to no team yet goes to who has least to do. */
async function strategyOf(ctx: ServiceContext, teamId: string | null): Promise<AssignmentStrategy> {
  if (teamId === null) return 'load';
  const team = await database(ctx.em)
    .selectFrom('crm_teams')
    .select('assignmentStrategy')
    .where('id', '=', teamId)
    .executeTakeFirst();
  return team?.assignmentStrategy ?? 'load';
}

const candidateShape = z.object({
  userId: z.uuid(),
  name: z.string(),
  teamId: z.uuid(),
  timeZone: z.string(),
  workingHours: workingHours.nullable(),
  openLeads: z.number().int(),
  lastAssignedAt: z.date().nullable(),
});

type Candidate = AssignmentCandidate & { readonly name: string; readonly teamId: string };

/** Sales reps at work: absent and disabled ones are left out, and those whose team is given its leads by hand. */
async function loadCandidates(ctx: ServiceContext, teamId: string | null): Promise<readonly Candidate[]> {
  const { rows } = await sql`
    with recursive own as (
      select id, assignment_strategy from crm_core.crm_teams
        where deleted_at is null and ${teamId === null ? sql`takes_leads` : sql`id = ${teamId}`}
      union
      select t.id, t.assignment_strategy from crm_core.crm_teams t join own on t.parent_id = own.id
        where t.deleted_at is null and ${teamId === null ? sql`false` : sql`true`}
    )
    select u.id as "userId", u.name, u.team_id as "teamId", u.time_zone as "timeZone", u.working_hours as "workingHours",
      u.last_assigned_at as "lastAssignedAt", load.open_leads as "openLeads"
    from crm_core.crm_users u
      cross join lateral (
        select count(*)::int as open_leads from crm_core.crm_leads l
          where l.assigned_to = u.id and l.deleted_at is null and l.status in ('new', 'working', 'qualified')
      ) load
    where u.team_id in (select id from own where assignment_strategy <> 'manual') and u.role = 'sales_rep' and u.status = 'active' and u.deleted_at is null
      and (u.absent_until is null or u.absent_until <= ${ctx.now})`.execute(database(ctx.em));
  return z
    .array(candidateShape)
    .parse(rows)
    .map((row) => ({
      ...row,
      workingHours: row.workingHours ?? officeHours,
      lastAssignedAt: row.lastAssignedAt?.getTime() ?? null,
    }));
}
