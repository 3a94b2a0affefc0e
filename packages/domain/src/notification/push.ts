import { z } from 'zod';
import { id, isoDateTime, line } from '../scalars.ts';

const base64url = z
  .string()
  .regex(/^[\w-]{16,200}$/u)
  .meta({ examples: ['BTBZMqHH6r4Tts7J_aSIgg'] });
const longestEndpoint = 1_000;
const longestName = 400;

/** A browser that can be pushed to, as its push manager describes it. */
export const pushSubscriptionInput = z.strictObject({
  endpoint: z.url({ protocol: /^https$/u }).max(longestEndpoint),
  p256dh: base64url,
  auth: base64url,
  /** What the browser calls itself, so that somebody knows which it is. */
  userAgent: line(longestName).nullable().default(null),
});

export const pushSubscriptionRow = z.object({ id, createdAt: isoDateTime, userAgent: z.string().nullable() });

/** What a browser needs to subscribe; `null` where nothing can be pushed. */
export const pushKeyRow = z.object({ publicKey: z.string().nullable() });
