import { isTRPCClientError } from '@trpc/client';
import type { ErrorCode } from './procedures.ts';

/** One field that was refused, by its path, and the rule that it broke. */
export interface FieldIssue {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** A server that is newer than the client may know more codes. */
export type CrmErrorCode = ErrorCode | 'network' | (string & {});

/** What the server refused, or `network` when no answer came. */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  /** Stable: match on it. */
  readonly code: CrmErrorCode;
  /** The HTTP status; `null` when no answer came. */
  readonly status: number | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly issues: readonly FieldIssue[];
  /** Finds the request in the server's log. */
  readonly requestId: string | null;

  constructor(code: CrmErrorCode, facts: Omit<CrmError, 'name' | 'code'>, options?: ErrorOptions) {
    super(facts.message, options);
    this.code = code;
    this.status = facts.status;
    this.details = facts.details;
    this.issues = facts.issues;
    this.requestId = facts.requestId;
  }
}

/** Whatever a call was rejected with, as a `CrmError`. */
export function toCrmError(thrown: unknown): CrmError {
  if (thrown instanceof CrmError) return thrown;
  // What went wrong before the call, such as signing in.
  if (thrown instanceof Error && thrown.cause instanceof CrmError) return thrown.cause;
  const data: unknown = isTRPCClientError(thrown) ? thrown.data : null;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!isRecord(data) || typeof data['code'] !== 'string') {
    const status = statusOf(thrown);
    return new CrmError(
      status === null ? 'network' : codeOfStatus(status),
      { message, status, details: {}, issues: [], requestId: null },
      { cause: thrown },
    );
  }
  const details = isRecord(data['details']) ? data['details'] : {};
  return new CrmError(
    data['code'],
    {
      message,
      status: typeof data['httpStatus'] === 'number' ? data['httpStatus'] : null,
      details,
      issues: Array.isArray(details['issues']) ? details['issues'].filter(isIssue) : [],
      requestId: typeof data['requestId'] === 'string' ? data['requestId'] : null,
    },
    { cause: thrown },
  );
}

/** Whether a call was refused with one of these codes. */
export function hasCode(thrown: unknown, ...codes: readonly (ErrorCode | 'network')[]): boolean {
  const { code } = toCrmError(thrown);
  return codes.some((one) => one === code);
}

/** A proxy in between answers without our codes. */
function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate_limited';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

function statusOf(thrown: unknown): number | null {
  const response: unknown = isTRPCClientError(thrown) ? thrown.meta?.['response'] : null;
  return response instanceof Response ? response.status : null;
}

function isIssue(value: unknown): value is FieldIssue {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
