import type { TicketRow } from '@crm/domain/ticket/ticket';
import type { ClockState } from '@crm/domain/ticket/ticket-clocks.rules';
import type { GlyphState } from '@crm/ui/icons/state-glyph';

/** One of a ticket's promises as a screen tells it. */
export interface Clock {
  readonly state: ClockState;
  readonly dueAt: string;
  readonly warnAt: string;
  /** When it was answered, solved or began to wait; the clock stands still since then. */
  readonly stoppedAt: string | null;
}

type Clocked = Pick<
  TicketRow,
  | 'firstResponseState'
  | 'firstResponseDueAt'
  | 'firstResponseWarnAt'
  | 'firstRespondedAt'
  | 'nextResponseState'
  | 'nextResponseDueAt'
  | 'nextResponseWarnAt'
  | 'nextRespondedAt'
  | 'resolutionState'
  | 'resolutionDueAt'
  | 'resolutionWarnAt'
  | 'slaPausedAt'
>;

/** By when the customer was promised a first answer; nothing without a promise. */
export function firstResponseClock(ticket: Clocked): Clock | undefined {
  const { firstResponseState: state, firstResponseDueAt: dueAt, firstResponseWarnAt: warnAt } = ticket;
  if (state === null || dueAt === null || warnAt === null) return undefined;
  return { state, dueAt, warnAt, stoppedAt: ticket.firstRespondedAt };
}

/** By when the customer was promised an answer to what they wrote since; nothing before they have. */
export function nextResponseClock(ticket: Clocked): Clock | undefined {
  const { nextResponseState: state, nextResponseDueAt: dueAt, nextResponseWarnAt: warnAt } = ticket;
  if (state === null || dueAt === null || warnAt === null) return undefined;
  return { state, dueAt, warnAt, stoppedAt: ticket.nextRespondedAt };
}

/** By when the customer was promised a solution; it waits while somebody else has to act. */
export function resolutionClock(ticket: Clocked): Clock | undefined {
  const { resolutionState: state, resolutionDueAt: dueAt, resolutionWarnAt: warnAt } = ticket;
  if (state === null || dueAt === null || warnAt === null) return undefined;
  return { state, dueAt, warnAt, stoppedAt: ticket.slaPausedAt };
}

/** The clock that a list shows: of those that run the one that runs out next, else that of the solution. */
export function nextClock(ticket: Clocked): Clock | undefined {
  const resolution = resolutionClock(ticket);
  const running = [firstResponseClock(ticket), nextResponseClock(ticket), resolution]
    .filter((clock) => clock?.stoppedAt === null)
    .toSorted((a, b) => (a?.dueAt ?? '').localeCompare(b?.dueAt ?? ''));
  return running[0] ?? resolution;
}

/**
 * A clock that is shown runs on after it was read: what was in time is soon due, then breached, without a word from the
 * server.
 */
export function stateAt({ state, dueAt, warnAt, stoppedAt }: Clock, now: Date): ClockState {
  if (stoppedAt !== null) return state;
  if (now > new Date(dueAt)) return 'breached';
  return now >= new Date(warnAt) ? 'warning' : 'ok';
}

/** The drawing of a clock's state; a word always stands beside it. */
export const clockGlyphs = {
  ok: 'timer',
  warning: 'retry',
  breached: 'failed',
  paused: 'hold',
  met: 'done',
} as const satisfies Readonly<Record<ClockState, GlyphState>>;
