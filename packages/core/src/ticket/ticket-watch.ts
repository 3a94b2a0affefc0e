import { Ticket } from '@crm/db/entities/ticket.entity';
import { LockMode } from '@crm/db/orm';
import type { LookAgain } from '@crm/domain/processes/contract';
import { ticketChangedSignal } from '@crm/domain/processes/ticket-sla';
import { endStep } from '@crm/domain/process/process-steps.rules';
import { isOver } from '@crm/domain/ticket/ticket-status.rules';
import { lookAtClock, runningClocks, type ClockLook, type RunningClock } from '@crm/domain/ticket/ticket-watch.rules';
import type { ServiceContext } from '../context.ts';
import { notify } from '../notification/notify.ts';
import { findManagers, findOwner, type WaitActor } from '../process/process-people.ts';
import {
  completeProcess,
  holdProcess,
  runStep,
  tellSubject,
  type ProcessDraft,
  type StepCall,
} from '../process/process-progress.ts';
import { findOpenProcess, signalProcess, startProcess } from '../process/process-start.ts';
import { routingOf } from './ticket-agents.ts';
import { escalate } from './ticket-escalation.ts';
import { routeTicket, type Routed } from './ticket-routing.ts';
import { calendarOf } from './ticket-sla.ts';

type Watched = Pick<Ticket, 'id' | 'status' | 'slaPolicyId' | 'mergedIntoId' | 'deletedAt' | 'assignedTo' | 'teamId'>;

/**
 * Lets the process of a ticket look again; begins it for an open ticket that something was promised for, or that is to
 * be given to somebody.
 */
export async function watchTicket(ctx: ServiceContext, ticket: Watched): Promise<void> {
  const { id, assignedTo, teamId } = ticket;
  if ((await findOpenProcess(ctx, 'ticket-sla', id)) !== null) {
    await signalProcess(ctx, 'ticket-sla', id, ticketChangedSignal);
    return;
  }
  // Tickets are worked on where processes are switched off; nobody is warned then.
  if (!(await isWatched(ctx, ticket)) || ctx.actor.featuresOff.has('crm_feature_processes')) return;
  await startProcess(ctx, { kind: 'ticket-sla', subject: { type: 'ticket', id, assignedTo, teamId } });
}

async function isWatched(ctx: ServiceContext, ticket: Watched): Promise<boolean> {
  const { status, slaPolicyId, mergedIntoId, deletedAt, teamId } = ticket;
  if (isOver(status) || mergedIntoId !== null || deletedAt !== null) return false;
  return slaPolicyId !== null || (status === 'new' && (await routingOf(ctx, teamId)) !== null);
}

interface Looked {
  readonly running: RunningClock;
  readonly look: ClockLook;
}

/**
 * Gives a ticket to somebody, looks at its clocks, warns whoever has it, tells the managers when it is late, and says
 * when to look again.
 * @returns `null` when there is nothing to watch any more, and the process is over
 */
export function lookAtTicket(ctx: ServiceContext, call: StepCall): Promise<LookAgain | null> {
  return runStep(ctx, call, async (process) => {
    const ticket = await ctx.em.findOne(Ticket, { id: process.subject.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (ticket === null || !(await isWatched(ctx, ticket))) {
      const code = ticket !== null && isOver(ticket.status) ? 'ticket_over' : 'let_go';
      process.steps = endStep(process.steps, 'clocks', ctx.now, { code, params: {} });
      completeProcess(process, ctx.now);
      return null;
    }
    const calendar = await calendarOf(ctx, ticket);
    const routed = await routeTicket(ctx, process, ticket, calendar);
    const looked =
      calendar === null
        ? []
        : runningClocks(ticket).map((running) => ({ running, look: lookAtClock(running, calendar, ctx.now) }));
    for (const { running, look } of looked) await warn(ctx, process, ticket, running, look);
    return hold(ctx, process, ticket, looked, routed);
  });
}

/** Whoever has the ticket; while it lies in a queue, those who oversee it. */
async function findAnswerable(ctx: ServiceContext, { assignedTo, teamId }: Ticket): Promise<WaitActor[]> {
  const owner = await findOwner(ctx, assignedTo);
  return owner.length > 0 ? owner : findManagers(ctx, teamId);
}

/** Warns once of each percentage and promise: the key of the notification says which. */
async function warn(
  ctx: ServiceContext,
  process: ProcessDraft,
  ticket: Ticket,
  { clock, dueAt }: RunningClock,
  { warned }: ClockLook,
): Promise<void> {
  if (warned === null) return;
  const people = await findAnswerable(ctx, ticket);
  await notify(ctx, {
    kind: 'ticket_due_soon',
    userIds: people.map(({ id }) => id),
    subject: process.subject,
    params: { percent: String(warned) },
    key: `ticket-sla/${ticket.id}/${clock}/${dueAt.toISOString()}/${warned}`,
  });
  process.steps = endStep(process.steps, 'warn', ctx.now, { code: 'warned', params: { percent: String(warned) } });
}

async function hold(
  ctx: ServiceContext,
  process: ProcessDraft,
  ticket: Ticket,
  looked: readonly Looked[],
  routed: Routed | null,
): Promise<LookAgain> {
  const warns = earliest(looked.flatMap(({ look }) => look.next ?? []));
  const until = earliest([warns, routed?.until ?? null].filter((at) => at !== null));
  const late = earliest(looked.filter(({ look }) => look.late).map(({ running }) => running.dueAt));
  const next = warns && ({ code: 'notify', at: warns.toISOString() } as const);
  if (late === null && routed !== null) {
    holdProcess(process, 'clocks', routed.wait);
    return { until: until?.toISOString() ?? null };
  }
  if (late === null) {
    holdProcess(process, 'clocks', {
      reason: 'ticket_clock_runs',
      why: null,
      since: process.startedAt.toISOString(),
      dueAt: earliest(looked.map(({ running }) => running.dueAt))?.toISOString() ?? null,
      actors: await findOwner(ctx, ticket.assignedTo),
      next,
    });
    return { until: until?.toISOString() ?? null };
  }
  const since = late.toISOString();
  const known = process.wait?.reason === 'ticket_late' && process.wait.since === since;
  if (!known) {
    process.steps = endStep(process.steps, 'escalate', ctx.now, await escalate(ctx, process, ticket));
    await tellSubject(ctx, process, 'ticket_late');
  }
  const owner = await findOwner(ctx, ticket.assignedTo);
  const managers = await findManagers(ctx, ticket.teamId);
  holdProcess(process, 'clocks', {
    reason: 'ticket_late',
    why: null,
    since,
    dueAt: null,
    actors: [...owner, ...managers.filter(({ id }) => id !== ticket.assignedTo)],
    next,
  });
  return { until: until?.toISOString() ?? null };
}

function earliest(moments: readonly Date[]): Date | null {
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
