import { sql } from 'kysely';
import { z } from 'zod';
import type { Ticket } from '@crm/db/entities/ticket.entity';
import { database } from '@crm/db/orm';
import { chooseAssignee, officeHours, workingHours } from '@crm/domain/lead/lead-assignment.rules';
import type { ServiceContext } from '../context.ts';
import type { ProcessDraft } from '../process/process-progress.ts';
import { assignChanges, saveUpdated } from '../record.ts';
import { recordTimeline } from '../timeline/record-timeline.ts';

export interface TicketAgent {
  readonly userId: string;
  readonly name: string;
}

/** What a team has said of its tickets; `null` where they lie in a queue until somebody takes them. */
export async function routingOf(ctx: ServiceContext, teamId: string | null) {
  if (teamId === null) return null;
  const team = await database(ctx.em)
    .selectFrom('crm_teams')
    .select(['ticketTakeMinutes', 'assignmentStrategy'])
    .where('id', '=', teamId)
    .where('takesTickets', '=', true)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return team ?? null;
}

export type TicketRouting = NonNullable<Awaited<ReturnType<typeof routingOf>>>;

const agentShape = z.object({
  userId: z.uuid(),
  name: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  workingHours: workingHours.nullable(),
  openLeads: z.number().int(),
  lastAssignedAt: z.date().nullable(),
});

/**
 * Who of a ticket's team gets it: of those who know its topic and speak the customer's language, whoever is at work, has
 * the fewest open tickets and has waited longest. Absent people are passed over. One ticket is given at a time, so that
 * tickets that come together are shared out.
 * @param besides who had it already
 * @returns `null` when nobody takes tickets at present
 */
export async function chooseAgent(
  ctx: ServiceContext,
  { teamId, language, categoryId }: Pick<Ticket, 'teamId' | 'language' | 'categoryId'>,
  { assignmentStrategy }: TicketRouting,
  besides: string | null,
): Promise<TicketAgent | null> {
  const db = database(ctx.em);
  await sql`select pg_advisory_xact_lock(hashtextextended('crm.ticket-assignment', 0))`.execute(db);
  const { rows } = await sql`
    select u.id as "userId", u.name, u.locale, u.time_zone as "timeZone", u.working_hours as "workingHours",
      load.open_tickets as "openLeads", load.last_given as "lastAssignedAt"
    from crm_core.crm_users u
      cross join lateral (
        select (count(*) filter (where t.status in ('new', 'open', 'pending')))::int as open_tickets,
          max(t.created_at) as last_given
        from crm_core.crm_tickets t where t.assigned_to = u.id and t.deleted_at is null
      ) load
    where u.team_id = ${teamId} and u.role = 'support' and u.status = 'active' and u.deleted_at is null
      and coalesce(
        (select skill is null or skill = any(u.skills) from crm_core.crm_ticket_categories where id = ${categoryId}), true)
      and (u.absent_until is null or u.absent_until <= ${ctx.now})`.execute(db);
  const agents = z
    .array(agentShape)
    .parse(rows)
    .filter(({ userId }) => userId !== besides)
    .map((row) => ({
      ...row,
      workingHours: row.workingHours ?? officeHours,
      lastAssignedAt: row.lastAssignedAt?.getTime() ?? null,
    }));
  const speakers = agents.filter(({ locale }) => locale === language);
  const candidates = speakers.length > 0 ? speakers : agents;
  const chosen = chooseAssignee(candidates, ctx.now, assignmentStrategy);
  return candidates.find(({ userId }) => userId === chosen?.userId) ?? null;
}

/** Gives a ticket to somebody, who is told, and tells it on its timeline as what its process did. */
export async function assignTicket(
  ctx: ServiceContext,
  { kind, subject }: ProcessDraft,
  ticket: Ticket,
  { userId }: TicketAgent,
): Promise<void> {
  const from = ticket.assignedTo;
  await saveUpdated(ctx, 'ticket', ticket, assignChanges(ticket, { assignedTo: userId }), ['assignedTo']);
  await recordTimeline(ctx, { subject, kind: 'assigned', payload: { from, to: userId, process: kind } });
}
