import { z } from 'zod';
import { id } from '../scalars.ts';
import { zonedParts } from '../time-zone.ts';
import { activity } from './activity.ts';

export const dueGroups = ['overdue', 'today', 'upcoming', 'undated'] as const;
export type DueGroup = (typeof dueGroups)[number];

/** One thing to do, with where it stands on the day of whoever asks. */
export const myActivityRow = activity.row.extend({ due: z.enum(dueGroups) });
export type MyActivityRow = z.output<typeof myActivityRow>;

export const myActivitiesInput = z.strictObject({
  /** Somebody else of the own teams, for those who may see their work. */
  userId: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  cursor: z.string().max(1000).optional(),
});

/** Where a moment stands as seen from another, by the calendar of a time zone. */
export function dueGroup(dueAt: Date | null, now: Date, timeZone: string): DueGroup {
  if (dueAt === null) return 'undated';
  if (dueAt <= now) return 'overdue';
  const [due, today] = [zonedParts(dueAt, timeZone), zonedParts(now, timeZone)];
  return due.year === today.year && due.month === today.month && due.day === today.day ? 'today' : 'upcoming';
}
