import { z } from 'zod';
import { keyPattern } from '../trpc/idempotency.ts';

/** The headers of requests, as parameters of an OpenAPI operation. */
export function idempotencyKey(required: boolean) {
  const description = 'New for each write; the same key and body give the first answer again.';
  const schema = { type: 'string', pattern: keyPattern };
  return { in: 'header', name: 'Idempotency-Key', required, description, schema };
}

/** @param version what the procedure takes */
export function ifMatch(version: unknown) {
  const required = version instanceof z.ZodType && !version.isOptional();
  const schema = { type: 'string', pattern: '^"[1-9][0-9]{0,8}"$' };
  return { in: 'header', name: 'If-Match', required, description: 'The ETag that you read.', schema };
}
