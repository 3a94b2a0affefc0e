import { z } from 'zod';
import { id, isoDateTime } from '../scalars.ts';

/** What is posted to an endpoint: what happened when to which record, and where it can be read. */
export const webhookMessage = z.strictObject({
  type: z.string(),
  timestamp: isoDateTime,
  data: z.strictObject({ id, path: z.string() }),
});
export type WebhookMessage = z.output<typeof webhookMessage>;
