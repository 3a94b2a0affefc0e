import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { errorCodes, type DomainError } from '@crm/domain/errors';
import { httpStatus } from '../http/status.ts';
import { asRecord, snakeKeys, snakePath } from './keys.ts';

/** What a refusal looks like; some codes have more to tell (RFC 9457, 3.2). */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(errorCodes),
  detail: z.string(),
  request_id: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
});

/** An error as `application/problem+json` (RFC 9457), with a stable `code` and the `request_id` to quote. */
export function sendProblem(reply: FastifyReply, error: DomainError, requestId: string): FastifyReply {
  const status = httpStatus[error.code];
  const { issues, ...details } = error.details;
  const retryAfter = details['retry_after_seconds'];
  if (status === 401) void reply.header('WWW-Authenticate', 'Bearer realm="crm"');
  if (typeof retryAfter === 'number') void reply.header('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  return reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send({
      ...asRecord(snakeKeys(details)),
      type: `/docs#error-${error.code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code: error.code,
      detail: error.message,
      request_id: requestId,
      ...(typeof details['field'] === 'string' ? { field: snakePath(details['field']) } : {}),
      ...(issues ? { errors: issues.map((issue) => ({ ...issue, field: snakePath(issue.field) })) } : {}),
    });
}
