import type { ProcessStep } from '@crm/domain/process/process';

/** How long a step took, or takes until now, in milliseconds; nothing for one that has not begun. */
export function stepLength({ startedAt, endedAt }: ProcessStep, now: Date): number | undefined {
  if (startedAt === null) return undefined;
  const end = endedAt === null ? now.getTime() : new Date(endedAt).getTime();
  return Math.max(0, end - new Date(startedAt).getTime());
}
