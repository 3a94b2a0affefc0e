import { TRPCError, type TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { z } from 'zod';
import { DomainError, type ErrorCode, type FieldIssue } from '@crm/domain/errors';
import { httpStatus } from '../http/status.ts';

const trpcCodes: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  428: 'PRECONDITION_REQUIRED',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

export function toTrpcError(error: DomainError): TRPCError {
  const code = trpcCodes[httpStatus[error.code]] ?? 'INTERNAL_SERVER_ERROR';
  return new TRPCError({ code, message: error.message, cause: error });
}

/** PostgreSQL's own word, where two requests passed the same check at once. */
const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
/** By `statement_timeout`. */
const queryCanceled = '57014';

/**
 * Whatever was thrown, as the one error that every surface knows how to tell. What is not an error of the caller's
 * becomes `internal` and keeps its cause for the log only.
 */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof TRPCError) return fromTrpc(error);
  if (error instanceof z.ZodError) return fromZod(error);
  return fromDatabase(error) ?? new DomainError('internal', 'Something went wrong on our side. Try again later.');
}

function fromTrpc(error: TRPCError): DomainError {
  if (error.cause !== undefined && !isOwnFault(error)) return toDomainError(error.cause);
  switch (error.code) {
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return new DomainError('bad_request', 'The request could not be read.');
    case 'NOT_FOUND':
      return new DomainError('not_found', error.message);
    case 'METHOD_NOT_SUPPORTED':
      return new DomainError('method_not_allowed', error.message);
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new DomainError('unsupported_media_type', 'Send JSON.');
    case 'PAYLOAD_TOO_LARGE':
      return new DomainError('payload_too_large', 'The body is too large.');
    default:
      return new DomainError('internal', 'Something went wrong on our side. Try again later.');
  }
}

/** An answer that is not what its procedure promises: no caller can mend it, whatever its fields are called. */
function isOwnFault({ message }: TRPCError): boolean {
  return message === 'Output validation failed';
}

/** What stands in `data` is a field (422, named); anything else is how the request was put (400). */
function fromZod(error: z.ZodError): DomainError {
  const issues = error.issues.flatMap(issuesOf);
  const code: ErrorCode = issues.every(({ inBody }) => inBody) ? 'validation_failed' : 'bad_request';
  const named = issues.map(({ field, code: rule, message }): FieldIssue => ({ field, code: rule, message }));
  const fields = [...new Set(named.map(({ field }) => field))].join(', ');
  return new DomainError(code, `Correct these and send again: ${fields}.`, { issues: named });
}

function issuesOf(issue: z.core.$ZodIssue): readonly (FieldIssue & { readonly inBody: boolean })[] {
  const path = issue.path.map(String);
  const inBody = path[0] === 'data';
  const inside = inBody || path[0] === 'filter' ? path.slice(1) : path;
  const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...inside, key]) : [inside];
  return fields.map((field) => ({
    field: field.join('.') || 'body',
    code: issue.code,
    message: issue.message,
    inBody,
  }));
}

/** A value that PostgreSQL cannot read as its column's type, such as a cursor that somebody made up. */
const unreadableValues = new Set(['22003', '22007', '22008', '22021', '22P02']);

const databaseError = z.object({ code: z.string(), constraint: z.string().optional() });

/** The field behind a unique index that every extensible table has. */
function uniqueField(constraint: string | undefined): string | null {
  if (constraint?.endsWith('_external_id_unique') === true) return 'externalId';
  return constraint === 'crm_custom_values_unique' ? 'custom' : null;
}

function fromDatabase(error: unknown): DomainError | null {
  const known = databaseError.safeParse(error);
  if (!known.success) return null;
  const { code, constraint } = known.data;
  if (code === uniqueViolation) {
    const field = uniqueField(constraint);
    const details = { constraint, ...(field === null ? {} : { field }) };
    return new DomainError('duplicate', 'A record with the same unique value exists already.', details);
  }
  if (code === foreignKeyViolation) {
    return new DomainError('validation_failed', 'A record that this one points to does not exist.', { constraint });
  }
  if (code === queryCanceled) {
    return new DomainError(
      'unavailable',
      'This took longer than is allowed. Ask for less: a narrower filter, a shorter page.',
    );
  }
  if (unreadableValues.has(code)) return new DomainError('bad_request', 'A value in the request could not be read.');
  // Broken connections, a server that goes or is full, and transactions that got into each other's way.
  return /^(08|57P|53|40)/u.test(code) || code.startsWith('ECONN')
    ? new DomainError('unavailable', 'The database does not answer. Try again in a moment.')
    : null;
}
