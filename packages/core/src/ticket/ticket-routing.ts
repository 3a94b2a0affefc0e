import type { Ticket } from '@crm/db/entities/ticket.entity';
import { addWorkingMinutes, type WorkingCalendar } from '@crm/domain/calendar/working-time.rules';
import type { ProcessWait } from '@crm/domain/process/process';
import { endStep, resetSteps } from '@crm/domain/process/process-steps.rules';
import { routeRetryMinutes } from '@crm/domain/processes/ticket-sla';
import { lookAtTicketTurn, type TicketTurn } from '@crm/domain/ticket/ticket-routing.rules';
import type { ServiceContext } from '../context.ts';
import { findManagers, findOwner } from '../process/process-people.ts';
import { tellSubject, type ProcessDraft } from '../process/process-progress.ts';
import { assignTicket, chooseAgent, routingOf, type TicketRouting } from './ticket-agents.ts';

/** What the process waits for before anybody works on the ticket, and when to look again because of it. */
export interface Routed {
  readonly wait: ProcessWait;
  readonly until: Date | null;
}

const minuteMs = 60_000;

/**
 * Gives a new ticket to somebody of its team, and to the next one when they do not begin with it in time.
 * @returns `null` when its clocks are all that is left to wait for
 */
export async function routeTicket(
  ctx: ServiceContext,
  process: ProcessDraft,
  ticket: Ticket,
  calendar: WorkingCalendar | null,
): Promise<Routed | null> {
  const scene: Scene = { process, ticket, calendar, routing: await routingOf(ctx, ticket.teamId) };
  const turn = readTurn(process);
  if (ticket.assignedTo === null) return scene.routing === null ? null : giveToNext(ctx, scene, null);
  if (turn?.owner !== ticket.assignedTo) {
    process.steps = endStep(resetSteps(process.steps, 'route'), 'route', ctx.now, { code: 'owned', params: {} });
    return null;
  }
  switch (lookAtTicketTurn(turn, ticket.status !== 'new', ctx.now)) {
    case 'nothing':
      return ticket.status === 'new' ? waitForOwner(ctx, ticket, turn) : null;
    case 'pass_on':
      return giveToNext(ctx, scene, turn);
    case 'tell_managers':
      return waitForAgents(ctx, scene, null);
  }
}

interface Scene {
  readonly process: ProcessDraft;
  readonly ticket: Ticket;
  readonly calendar: WorkingCalendar | null;
  readonly routing: TicketRouting | null;
}

async function giveToNext(ctx: ServiceContext, scene: Scene, before: TicketTurn | null): Promise<Routed | null> {
  const { process, ticket, routing } = scene;
  const agent = routing && (await chooseAgent(ctx, ticket, routing, before?.owner ?? null));
  if (routing === null || agent === null) {
    return waitForAgents(ctx, scene, new Date(ctx.now.getTime() + routeRetryMinutes * minuteMs));
  }
  const { userId, name } = agent;
  await assignTicket(ctx, process, ticket, agent);
  const turn = {
    owner: userId,
    since: ctx.now,
    dueAt: dueOf(ctx, routing, scene.calendar),
    turns: (before?.turns ?? 0) + 1,
  };
  process.steps = endStep(process.steps, 'route', ctx.now, writeTurn(turn, name));
  return waitForOwner(ctx, ticket, turn);
}

/** Until when whoever gets a ticket now begins with it; by the clock on the wall where nothing was promised. */
function dueOf(
  { now }: ServiceContext,
  { ticketTakeMinutes: minutes }: TicketRouting,
  calendar: WorkingCalendar | null,
): Date | null {
  if (minutes === null) return null;
  return calendar ? addWorkingMinutes(calendar, now, minutes) : new Date(now.getTime() + minutes * minuteMs);
}

async function waitForOwner(ctx: ServiceContext, ticket: Ticket, turn: TicketTurn): Promise<Routed | null> {
  if (turn.dueAt === null) return null;
  const at = turn.dueAt.toISOString();
  return {
    until: turn.dueAt,
    wait: {
      reason: 'ticket_to_take',
      why: null,
      since: turn.since.toISOString(),
      dueAt: at,
      actors: await findOwner(ctx, ticket.assignedTo),
      next: { code: 'pass_on', at },
    },
  };
}

/** Nobody is there, or nobody began in time: those who oversee the team are told, once for as long as it lasts. */
async function waitForAgents(ctx: ServiceContext, { process, ticket }: Scene, until: Date | null): Promise<Routed> {
  const waits = process.wait?.reason === 'nobody_takes_tickets' ? process.wait : null;
  if (waits === null) await tellSubject(ctx, process, 'nobody_takes_tickets');
  return {
    until,
    wait: {
      reason: 'nobody_takes_tickets',
      why: null,
      since: waits?.since ?? ctx.now.toISOString(),
      dueAt: null,
      actors: await findManagers(ctx, ticket.teamId),
      next: until && { code: 'retry', at: until.toISOString() },
    },
  };
}

/** The turn so far, as the process's step remembers it. */
function readTurn({ steps }: ProcessDraft): TicketTurn | null {
  const { id, since, dueAt, turns } = steps.find(({ key }) => key === 'route')?.detail?.params ?? {};
  if (id === undefined || since === undefined) return null;
  return {
    owner: id,
    since: new Date(since),
    dueAt: dueAt === undefined ? null : new Date(dueAt),
    turns: Number(turns ?? 1),
  };
}

function writeTurn({ owner, since, dueAt, turns }: TicketTurn, name: string) {
  return {
    code: 'assigned',
    params: {
      id: owner,
      name,
      since: since.toISOString(),
      turns: String(turns),
      ...(dueAt && { dueAt: dueAt.toISOString() }),
    },
  };
}
