import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { z } from 'zod';
import { DomainError, type ErrorCode } from '@crm/domain/errors';

/** Whether the same step could go well later. Everything else is a verdict, and asking again would not change it. */
const triedAgain = {
  bad_request: false,
  validation_failed: false,
  bad_cursor: false,
  unauthenticated: false,
  token_expired: false,
  token_invalid: false,
  token_wrong_audience: false,
  bad_credentials: false,
  forbidden: false,
  insufficient_scope: false,
  feature_disabled: false,
  csrf_refused: false,
  view_as_read_only: false,
  not_found: false,
  method_not_allowed: false,
  duplicate: false,
  possible_duplicate: false,
  exists_in_trash: false,
  invalid_transition: false,
  stage_gate: false,
  already_converted: false,
  conversion_in_progress: false,
  process_not_waiting: false,
  process_paused: true,
  not_qualified: false,
  undo_expired: false,
  undo_conflict: false,
  overpayment: false,
  overcredit: false,
  in_use: false,
  version_conflict: true,
  version_required: false,
  idempotency_key_required: false,
  idempotency_mismatch: false,
  idempotency_in_progress: true,
  email_domain_unreachable: false,
  file_refused: false,
  link_invalid: false,
  link_expired: false,
  range_not_satisfiable: false,
  query_too_deep: false,
  query_too_costly: false,
  persisted_query_not_found: false,
  operation_not_allowed: false,
  payload_too_large: false,
  unsupported_media_type: false,
  too_many_requests: true,
  rate_limited: true,
  unavailable: true,
  internal: false,
} as const satisfies Record<ErrorCode, boolean>;

const databaseError = z.object({ code: z.string().regex(/^[0-9A-Z]{5}$/), constraint: z.string().optional() });
const systemError = z.object({ code: z.string().regex(/^E[A-Z_]+$/) });

/** What may be said of an error where everybody can read it: messages of the database carry people's data. */
export function describeError(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof DomainError) return { code: error.code, message: error.message };
  const sqlState = databaseError.safeParse(error).data;
  if (sqlState) {
    const where = sqlState.constraint === undefined ? '' : ` (${sqlState.constraint})`;
    return { code: 'database', message: `PostgreSQL answered ${sqlState.code}${where}.` };
  }
  const system = systemError.safeParse(error).data;
  if (system) return { code: 'unavailable', message: `The database cannot be reached (${system.code}).` };
  const name = error instanceof Error ? error.name : typeof error;
  return { code: 'internal', message: `${name}; the worker's log has more.` };
}

/** An error as Temporal takes it: without its text, and marked when trying again is of no use. */
export function toFailure(error: unknown): Error {
  if (error instanceof ApplicationFailure || error instanceof CancelledFailure) return error;
  const { code, message } = describeError(error);
  const nonRetryable = error instanceof DomainError && !triedAgain[error.code];
  return ApplicationFailure.create({ type: code, message, nonRetryable });
}
