/**
 * The catalogue of everything that can be refused. A code is stable: clients match on it, people read the message.
 * Each transport maps the codes exhaustively (`satisfies Record<ErrorCode, …>`), so a new code fails the type check
 * until every surface knows it.
 */
export const errorCodes = [
  'bad_request',
  'validation_failed',
  'bad_cursor',
  'unauthenticated',
  'token_expired',
  'token_invalid',
  'token_wrong_audience',
  'bad_credentials',
  'forbidden',
  'insufficient_scope',
  'feature_disabled',
  'csrf_refused',
  'view_as_read_only',
  'not_found',
  'method_not_allowed',
  'duplicate',
  'possible_duplicate',
  'exists_in_trash',
  'invalid_transition',
  'stage_gate',
  'already_converted',
  'conversion_in_progress',
  'process_not_waiting',
  'process_paused',
  'not_qualified',
  'undo_expired',
  'undo_conflict',
  'overpayment',
  'overcredit',
  'in_use',
  'version_conflict',
  'version_required',
  'idempotency_key_required',
  'idempotency_mismatch',
  'idempotency_in_progress',
  'email_domain_unreachable',
  'file_refused',
  'link_invalid',
  'link_expired',
  'range_not_satisfiable',
  'query_too_deep',
  'query_too_costly',
  'persisted_query_not_found',
  'operation_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'too_many_requests',
  'rate_limited',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One field that was refused, by its path in the caller's own spelling, and the rule that it broke. */
export interface FieldIssue {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export type ErrorDetails = Readonly<Record<string, unknown>> & { readonly issues?: readonly FieldIssue[] };

/** The only error that services throw on purpose. The message says what to do next. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Several fields refused at once: 422, each named. */
export function refuseFields(issues: readonly FieldIssue[]): DomainError {
  const fields = issues.map((issue) => issue.field).join(', ');
  return new DomainError('validation_failed', `Correct these fields and send again: ${fields}.`, { issues });
}

/** Tells a refusal in other words; what is no refusal, such as a lost connection, is thrown on as it is. */
export function refusedAs(told: () => DomainError): (error: unknown) => never {
  return (error) => {
    throw error instanceof DomainError ? told() : error;
  };
}

/** The record is not there for this caller: it never was, it is in the trash, or it lies outside the caller's scope. */
export function refuseUnknown(resource: string, id: string): DomainError {
  return new DomainError('not_found', `There is no ${resource} ${id} that you can see.`, { resource, id });
}
