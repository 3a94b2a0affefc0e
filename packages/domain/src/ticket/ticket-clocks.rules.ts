import { addWorkingMinutes, workingMinutesBetween, type WorkingCalendar } from '../calendar/working-time.rules.ts';
import { isOver, stopsClock, type TicketPriority, type TicketStatus } from './ticket-status.rules.ts';

export const clockStates = ['ok', 'warning', 'breached', 'paused', 'met'] as const;
export type ClockState = (typeof clockStates)[number];

/** Working minutes from the beginning of a ticket. */
export interface ClockTarget {
  readonly firstResponseMinutes: number;
  /** From each message of the customer after the first response. */
  readonly nextResponseMinutes?: number | undefined;
  readonly resolutionMinutes: number;
}

/** The clock that runs from a message of the customer to our answer; all `null` before the first of them. */
export interface NextResponse {
  readonly customerWaitsSince: Date | null;
  readonly nextResponseWarnAt: Date | null;
  readonly nextResponseDueAt: Date | null;
  readonly nextRespondedAt: Date | null;
}

/** Of a ticket whose customer has not written since the first response. */
export const nobodyWaits: NextResponse = {
  customerWaitsSince: null,
  nextResponseWarnAt: null,
  nextResponseDueAt: null,
  nextRespondedAt: null,
};

/** What is stored of a ticket's clocks, besides when they are due. */
export interface ClockFacts {
  /** When the ticket came in, and both clocks began. */
  readonly createdAt: Date;
  readonly status: TicketStatus;
  readonly priority: TicketPriority;
  readonly firstRespondedAt: Date | null;
  /** Since when the resolution clock stands still: while the ticket is pending, resolved or closed. */
  readonly slaPausedAt: Date | null;
  /** Working minutes for which it stood still before. */
  readonly slaPausedMinutes: number;
}

/** When a ticket's first and last clock are due, and when they begin to warn; `null` without a policy. */
export interface DueTimes {
  readonly firstResponseWarnAt: Date | null;
  readonly firstResponseDueAt: Date | null;
  readonly resolutionWarnAt: Date | null;
  readonly resolutionDueAt: Date | null;
}

/** A clock warns when so much of its time is over. */
const warnShare = 0.8;

/**
 * When a ticket is due. Time for which the resolution clock stood still is added to its target, by the calendar.
 * @param startedAt when the ticket came in
 * @param pausedMinutes working minutes
 */
export function dueTimes(
  startedAt: Date,
  pausedMinutes: number,
  target: ClockTarget,
  calendar: WorkingCalendar,
): { readonly [Key in keyof DueTimes]: Date } {
  const after = (minutes: number) => addWorkingMinutes(calendar, startedAt, minutes);
  return {
    firstResponseWarnAt: after(target.firstResponseMinutes * warnShare),
    firstResponseDueAt: after(target.firstResponseMinutes),
    resolutionWarnAt: after(target.resolutionMinutes * warnShare + pausedMinutes),
    resolutionDueAt: after(target.resolutionMinutes + pausedMinutes),
  };
}

export interface StoredClocks {
  readonly firstResponse: ClockState | null;
  /** `null` before the customer has written again, and where no next response is promised. */
  readonly nextResponse: ClockState | null;
  readonly resolution: ClockState | null;
  /** The worst of them: what a list shows. */
  readonly ticket: ClockState | null;
}

/**
 * The state of the clocks from what is stored, without a calendar: cheap enough for every row of a list. A clock that
 * stopped late stays breached, also when the ticket is long solved.
 */
export function storedClocks(ticket: ClockFacts & DueTimes & NextResponse, now: Date): StoredClocks {
  const { firstResponseWarnAt, firstResponseDueAt, resolutionWarnAt, resolutionDueAt } = ticket;
  if (!firstResponseWarnAt || !firstResponseDueAt || !resolutionWarnAt || !resolutionDueAt) {
    return { firstResponse: null, nextResponse: null, resolution: null, ticket: null };
  }
  const firstResponse = firstResponseState(ticket, firstResponseWarnAt, firstResponseDueAt, now);
  const resolution = resolutionState(ticket, resolutionWarnAt, resolutionDueAt, now);
  const nextResponse = nextResponseState(ticket, now);
  const states = [firstResponse, resolution, ...(nextResponse === null ? [] : [nextResponse])];
  return { firstResponse, nextResponse, resolution, ticket: worst(states) };
}

function nextResponseState(ticket: NextResponse, now: Date): ClockState | null {
  const { nextResponseWarnAt, nextResponseDueAt, nextRespondedAt } = ticket;
  if (!nextResponseWarnAt || !nextResponseDueAt) return null;
  return stateOf(nextResponseWarnAt, nextResponseDueAt, nextRespondedAt, 'met', now);
}

/** Whether the customer has written what nobody has answered yet, after the first response. */
export function awaitsAnswer({ customerWaitsSince, nextRespondedAt }: NextResponse): boolean {
  return customerWaitsSince !== null && nextRespondedAt === null;
}

/**
 * What becomes of the clock for the next response when the customer writes. Before the first response that one is waited
 * for; whoever writes again while they wait does not begin to wait anew.
 * @param promise `null` without a policy
 */
export function afterCustomerWrote(
  ticket: NextResponse & Pick<ClockFacts, 'firstRespondedAt'>,
  promise: { readonly target: ClockTarget; readonly calendar: WorkingCalendar } | null,
  now: Date,
): NextResponse {
  const { customerWaitsSince, nextResponseWarnAt, nextResponseDueAt, nextRespondedAt } = ticket;
  if (ticket.firstRespondedAt === null || awaitsAnswer(ticket)) {
    return { customerWaitsSince, nextResponseWarnAt, nextResponseDueAt, nextRespondedAt };
  }
  const due = promise === null ? nothingPromised : nextResponseDue(now, promise.target, promise.calendar);
  return { customerWaitsSince: now, nextRespondedAt: null, ...due };
}

type NextDue = Pick<NextResponse, 'nextResponseWarnAt' | 'nextResponseDueAt'>;
const nothingPromised: NextDue = { nextResponseWarnAt: null, nextResponseDueAt: null };

/** When the next response is due to a customer who waits. */
export function nextResponseDue(
  since: Date,
  { nextResponseMinutes: minutes }: ClockTarget,
  calendar: WorkingCalendar,
): NextDue {
  if (minutes === undefined) return nothingPromised;
  const after = (share: number) => addWorkingMinutes(calendar, since, minutes * share);
  return { nextResponseWarnAt: after(warnShare), nextResponseDueAt: after(1) };
}

function firstResponseState({ firstRespondedAt }: ClockFacts, warnAt: Date, dueAt: Date, now: Date): ClockState {
  return stateOf(warnAt, dueAt, firstRespondedAt, 'met', now);
}

function resolutionState({ status, slaPausedAt }: ClockFacts, warnAt: Date, dueAt: Date, now: Date): ClockState {
  return stateOf(warnAt, dueAt, slaPausedAt, isOver(status) ? 'met' : 'paused', now);
}

function stateOf(warnAt: Date, dueAt: Date, stoppedAt: Date | null, stopped: 'met' | 'paused', now: Date): ClockState {
  if ((stoppedAt ?? now) > dueAt) return 'breached';
  if (stoppedAt !== null) return stopped;
  return now >= warnAt ? 'warning' : 'ok';
}

const worstFirst = ['breached', 'warning', 'ok', 'paused'] as const;

function worst(states: readonly ClockState[]): ClockState {
  return worstFirst.find((state) => states.includes(state)) ?? 'met';
}

export interface TicketClock {
  readonly warnAt: Date;
  readonly dueAt: Date;
  readonly state: ClockState;
  /** Working minutes until it is due, from now or from when it stopped; negative when that was too late. */
  readonly minutesLeft: number;
}

export interface TicketClocks {
  readonly firstResponse: TicketClock;
  readonly resolution: TicketClock;
  /** The worse of the two. */
  readonly state: ClockState;
}

/** The clocks of a ticket under a policy's target for its priority: all that a monitor has to know. */
export function ticketClocks(
  ticket: ClockFacts,
  policy: { readonly targets: Readonly<Record<TicketPriority, ClockTarget>> },
  calendar: WorkingCalendar,
  now: Date,
): TicketClocks {
  const due = dueTimes(ticket.createdAt, ticket.slaPausedMinutes, policy.targets[ticket.priority], calendar);
  const left = (dueAt: Date, stoppedAt: Date | null) => workingMinutesBetween(calendar, stoppedAt ?? now, dueAt);
  const firstResponse = {
    warnAt: due.firstResponseWarnAt,
    dueAt: due.firstResponseDueAt,
    state: firstResponseState(ticket, due.firstResponseWarnAt, due.firstResponseDueAt, now),
    minutesLeft: left(due.firstResponseDueAt, ticket.firstRespondedAt),
  };
  const resolution = {
    warnAt: due.resolutionWarnAt,
    dueAt: due.resolutionDueAt,
    state: resolutionState(ticket, due.resolutionWarnAt, due.resolutionDueAt, now),
    minutesLeft: left(due.resolutionDueAt, ticket.slaPausedAt),
  };
  return { firstResponse, resolution, state: worst([firstResponse.state, resolution.state]) };
}

/** The columns of the resolution clock. */
export type ResolutionClock = Pick<
  ClockFacts & DueTimes,
  'slaPausedAt' | 'slaPausedMinutes' | 'resolutionWarnAt' | 'resolutionDueAt'
>;

/**
 * What becomes of the resolution clock when the status changes: it stops where the ticket begins to wait, and goes on
 * with its due time moved by the working time that it stood still. From one state of waiting to another it stays where
 * it stopped.
 * @param calendar `null` without a policy: nothing is measured then
 */
export function clockAfter(
  clock: ResolutionClock,
  to: TicketStatus,
  calendar: WorkingCalendar | null,
  now: Date,
): ResolutionClock {
  const { slaPausedAt, slaPausedMinutes, resolutionWarnAt, resolutionDueAt } = clock;
  if (stopsClock(to)) {
    return { slaPausedAt: slaPausedAt ?? now, slaPausedMinutes, resolutionWarnAt, resolutionDueAt };
  }
  if (slaPausedAt === null || calendar === null) {
    return { slaPausedAt: null, slaPausedMinutes, resolutionWarnAt, resolutionDueAt };
  }
  const stood = Math.max(0, workingMinutesBetween(calendar, slaPausedAt, now));
  const moved = (at: Date | null) => (at === null ? null : addWorkingMinutes(calendar, at, stood));
  return {
    slaPausedAt: null,
    slaPausedMinutes: slaPausedMinutes + stood,
    resolutionWarnAt: moved(resolutionWarnAt),
    resolutionDueAt: moved(resolutionDueAt),
  };
}
