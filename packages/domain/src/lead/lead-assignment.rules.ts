import { z } from 'zod';
import type { AssignmentStrategy } from '../team/team.ts';
import { zonedParts } from '../time-zone.ts';
import { typeNames } from '../type-names.ts';

/** When a person works: minutes of the day in the person's own zone, and ISO weekdays (1 = Monday). */
export const workingHours = z
  .object({
    days: z.array(z.number().int().min(1).max(7)).min(1),
    startMinute: z.number().int().min(0).max(1439),
    endMinute: z.number().int().min(1).max(1440),
  })
  .register(typeNames, { name: 'WorkingHours' });
export type WorkingHours = z.output<typeof workingHours>;

export const officeHours: WorkingHours = { days: [1, 2, 3, 4, 5], startMinute: 9 * 60, endMinute: 18 * 60 };

export interface AssignmentCandidate {
  readonly userId: string;
  /** Leads in work at this moment. */
  readonly openLeads: number;
  /** When the last lead was given to this person, in ms since the epoch; `null` for never. */
  readonly lastAssignedAt: number | null;
  readonly workingHours: WorkingHours;
  /** IANA zone. */
  readonly timeZone: string;
}

/**
 * Who gets the next lead of a team. Those at work come first, then those who start soonest, so that a lead that comes
 * at night has an owner by the morning. Among equals the one with fewer open leads (in a team that shares out by load), then the one
 * who has waited longest, then the smaller id, so that the answer does not depend on the order of the list.
 * @returns `null` when the team has nobody, or shares out by hand only
 */
export function chooseAssignee(
  candidates: readonly AssignmentCandidate[],
  now: Date,
  strategy: AssignmentStrategy = 'load',
): AssignmentCandidate | null {
  if (strategy === 'manual') return null;
  const ranked = candidates.map((candidate) => ({
    candidate,
    wait: minutesUntilWork(candidate.workingHours, candidate.timeZone, now),
  }));
  ranked.sort(
    (a, b) =>
      a.wait - b.wait ||
      (strategy === 'load' ? a.candidate.openLeads - b.candidate.openLeads : 0) ||
      (a.candidate.lastAssignedAt ?? 0) - (b.candidate.lastAssignedAt ?? 0) ||
      a.candidate.userId.localeCompare(b.candidate.userId),
  );
  return ranked[0]?.candidate ?? null;
}

const minutesPerDay = 1440;

/** Minutes until the person's next working minute, 0 when it is now. Changes of summer time are ignored. */
export function minutesUntilWork(hours: WorkingHours, timeZone: string, now: Date): number {
  const { weekday, minute } = zonedParts(now, timeZone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = ((weekday - 1 + ahead) % 7) + 1;
    const from = ahead === 0 ? minute : 0;
    if (hours.days.includes(day) && from < hours.endMinute) {
      return ahead * minutesPerDay + Math.max(hours.startMinute, from) - minute;
    }
  }
  return 7 * minutesPerDay;
}
