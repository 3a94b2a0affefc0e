import type { WorkingHours } from './lead-assignment.rules.ts';
import { addWorkingMinutes, type WorkingCalendar } from '../calendar/working-time.rules.ts';

/** A person's turn at a new lead. */
export interface LeadTurn {
  readonly owner: string;
  readonly since: Date;
  /** Half of the time: the owner is reminded. */
  readonly remindAt: Date;
  readonly dueAt: Date;
}

/** How often a lead is passed on before the managers have to see to it. */
export const mostTurns = 3;

const minutesPerHour = 60;

/**
 * A turn that begins now.
 * @param hours of the owner's own working time until something must have been done
 */
export function beginTurn(owner: string, now: Date, hours: number, at: WorkingHours, timeZone: string): LeadTurn {
  const calendar: WorkingCalendar = {
    timeZone,
    hours: at.days.map((weekday) => ({ weekday, startMinute: at.startMinute, endMinute: at.endMinute })),
    holidays: new Set(),
  };
  const minutes = hours * minutesPerHour;
  return {
    owner,
    since: now,
    remindAt: addWorkingMinutes(calendar, now, minutes / 2),
    dueAt: addWorkingMinutes(calendar, now, minutes),
  };
}

export interface TurnSoFar {
  readonly turn: LeadTurn;
  /** Of this turn. */
  readonly reminded: boolean;
  /** How many turns there were, this one included. */
  readonly turns: number;
  readonly escalated: boolean;
}

export interface LeadLook {
  readonly act: 'nothing' | 'remind' | 'pass_on' | 'escalate';
  /** When to look again if nothing changes before; `null`: only when something does. */
  readonly until: Date | null;
}

/** What is to be done about a lead that nobody has acted on yet. */
export function lookAtTurn({ turn, reminded, turns, escalated }: TurnSoFar, now: Date): LeadLook {
  if (escalated) return { act: 'nothing', until: null };
  if (now >= turn.dueAt) return turns < mostTurns ? { act: 'pass_on', until: null } : { act: 'escalate', until: null };
  if (now < turn.remindAt) return { act: 'nothing', until: turn.remindAt };
  return { act: reminded ? 'nothing' : 'remind', until: turn.dueAt };
}
