import { keyPattern } from '../trpc/idempotency.ts';

/** The headers of requests, as parameters of an OpenAPI operation. */
export function idempotencyKey(required: boolean) {
  const description = 'New for each write; the same key and body give the first answer again.';
  const schema = { type: 'string', pattern: keyPattern };
  return { in: 'header', name: 'Idempotency-Key', required, description, schema };
}

/** @param required whether a write without it is refused: what is replaced must have been read */
export function ifMatch(required: boolean) {
  const schema = { type: 'string', pattern: '^"[1-9][0-9]{0,8}"$' };
  return { in: 'header', name: 'If-Match', required, description: 'The ETag that you read.', schema };
}
