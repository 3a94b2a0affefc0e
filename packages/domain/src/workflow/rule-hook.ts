import { z } from 'zod';
import { id, line } from '../scalars.ts';

/** What another system sends to start a rule: which record it is about, by one of its names. */
export const hookCall = z
  .strictObject({
    id: id.optional(),
    externalId: line(200).optional(),
    email: z.email().max(254).optional(),
    /** What names the same event again is heard once. */
    eventId: line(200).optional(),
  })
  .refine((call) => [call.id, call.externalId, call.email].filter((named) => named !== undefined).length === 1, {
    path: ['id'],
    message: 'Name the record by id, external_id or email, and by one of them only.',
  });
export type HookCall = z.output<typeof hookCall>;

export const hookAddress = z.object({
  /** Below the address of this system. Whoever knows it can start the rule. */
  path: z.string(),
});
