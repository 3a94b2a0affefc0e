import { z } from 'zod';
import { DomainError } from '@crm/domain/errors';

const shape = z.object({ code: z.string().optional(), statusCode: z.number().optional(), message: z.string() });

/** What Fastify refuses before a route is reached (a body that is no JSON, or too large), in our own codes. */
export function fromFastify(error: unknown): unknown {
  const known = shape.safeParse(error);
  if (!known.success || error instanceof DomainError) return error;
  const { code = '', statusCode = 500 } = known.data;
  if (!code.startsWith('FST_') && !(error instanceof SyntaxError)) return error;
  switch (statusCode) {
    case 413:
      return new DomainError('payload_too_large', 'The body is larger than 1 MiB.');
    case 415:
      return new DomainError('unsupported_media_type', 'Send the body as application/json.');
    default:
      return statusCode >= 500
        ? error
        : new DomainError('bad_request', 'The request could not be read. Send a well-formed URL and JSON body.');
  }
}
