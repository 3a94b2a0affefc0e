import { addWorkingMinutes, workingMinutesBetween, type WorkingCalendar } from '../calendar/working-time.rules.ts';
import { awaitsAnswer, type ClockFacts, type DueTimes, type NextResponse } from './ticket-clocks.rules.ts';
import { isOver } from './ticket-status.rules.ts';

/** A clock that runs: not stopped by an answer, and not standing still. */
export interface RunningClock {
  readonly clock: 'first_response' | 'next_response' | 'resolution';
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** Working minutes for which it stood still. */
  readonly pausedMinutes: number;
}

/** The clocks of a ticket that run. */
export function runningClocks(ticket: ClockFacts & DueTimes & NextResponse): RunningClock[] {
  const { createdAt, status, firstRespondedAt, firstResponseDueAt, resolutionDueAt, slaPausedAt } = ticket;
  if (isOver(status)) return [];
  const running: RunningClock[] = [];
  if (firstRespondedAt === null && firstResponseDueAt !== null) {
    running.push({ clock: 'first_response', startedAt: createdAt, dueAt: firstResponseDueAt, pausedMinutes: 0 });
  }
  const { customerWaitsSince, nextResponseDueAt } = ticket;
  if (awaitsAnswer(ticket) && customerWaitsSince !== null && nextResponseDueAt !== null) {
    const next = { startedAt: customerWaitsSince, dueAt: nextResponseDueAt, pausedMinutes: 0 };
    running.push({ clock: 'next_response', ...next });
  }
  if (slaPausedAt === null && resolutionDueAt !== null) {
    const pausedMinutes = ticket.slaPausedMinutes;
    running.push({ clock: 'resolution', startedAt: createdAt, dueAt: resolutionDueAt, pausedMinutes });
  }
  return running;
}

/** A clock warns when so many per cent of its time are over. */
export const warnPercents = [50, 75, 90] as const;

const wholePercent = 100;

export interface ClockLook {
  /** The highest warning that is reached; `null` before the first. */
  readonly warned: number | null;
  readonly late: boolean;
  /** The next warning, or the moment at which it is due; `null` once it is late. */
  readonly next: Date | null;
}

/**
 * How far a clock is. The warnings follow from when it is due, which is what was promised, and not from what its policy
 * says today.
 */
export function lookAtClock(running: RunningClock, calendar: WorkingCalendar, now: Date): ClockLook {
  const { startedAt, dueAt, pausedMinutes } = running;
  // It is due at that moment, and late after it.
  if (now > dueAt) return { warned: null, late: true, next: null };
  const minutes = Math.max(0, workingMinutesBetween(calendar, startedAt, dueAt) - pausedMinutes);
  const warnings = warnPercents.map((percent) => ({
    percent,
    at: addWorkingMinutes(calendar, startedAt, (minutes * percent) / wholePercent + pausedMinutes),
  }));
  const warned = warnings.findLast(({ at }) => at <= now)?.percent ?? null;
  const next = warnings.find(({ at }) => at > now)?.at ?? new Date(dueAt.getTime() + 1);
  return { warned, late: false, next };
}
