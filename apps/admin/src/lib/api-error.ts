import { TRPCClientError } from '@trpc/client';
import { errorCodes, type ErrorCode, type FieldIssue } from '@crm/domain/errors';
import { isRecord, readString } from './read.ts';

/** What can go wrong, as a screen sees it: what the server refused, or no answer at all. */
export type FailureCode = ErrorCode | 'network';

/** A refusal or a failure, whatever the request was made with. */
export interface ApiError {
  readonly code: FailureCode;
  /** The server's own sentence, in English; the screen has its own words for each code. */
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly issues: readonly FieldIssue[];
  /** The id that finds the request in the log. */
  readonly requestId: string | undefined;
  /** ISO moment at which the screen learned of it. */
  readonly at: string;
}

/** Thrown by requests that do not go through tRPC: signing in and out. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.message);
    this.error = error;
  }
}

const known = new WeakMap<object, ApiError>();

/** Reads whatever a query or a mutation was rejected with. The same thrown object gives the same answer. */
export function readError(thrown: unknown): ApiError {
  if (typeof thrown !== 'object' || thrown === null) return unforeseen(String(thrown));
  const read = known.get(thrown) ?? readObject(thrown);
  known.set(thrown, read);
  return read;
}

/** Whether it was refused with one of these codes. */
export function hasCode(thrown: unknown, ...codes: readonly FailureCode[]): boolean {
  return thrown !== null && thrown !== undefined && codes.includes(readError(thrown).code);
}

/** Reads a problem document (RFC 9457) of the server's plain HTTP routes. */
export function readProblem(body: unknown, status: number): ApiError {
  if (!isRecord(body)) return { ...unforeseen(`HTTP ${status}`), code: codeOfStatus(status) };
  const { code, detail, request_id: requestId, errors, ...details } = body;
  return {
    code: isErrorCode(code) ? code : codeOfStatus(status),
    message: readString(detail) ?? '',
    details,
    issues: readIssues(errors),
    requestId: readString(requestId),
    at: new Date().toISOString(),
  };
}

/** No answer came: the server is away, or the way to it. */
export function networkError(message: string): ApiError {
  return { ...unforeseen(message), code: 'network' };
}

function readObject(thrown: object): ApiError {
  if (thrown instanceof ApiFailure) return thrown.error;
  if (thrown instanceof TRPCClientError) return readTrpc(thrown);
  return unforeseen(thrown instanceof Error ? thrown.message : 'Unknown');
}

function readTrpc(thrown: { readonly message: string; readonly data?: unknown; readonly meta?: unknown }): ApiError {
  const { data, meta } = thrown;
  if (!isRecord(data) || !isErrorCode(data['code'])) {
    const response = isRecord(meta) ? meta['response'] : undefined;
    return response instanceof Response
      ? { ...unforeseen(thrown.message), code: codeOfStatus(response.status) }
      : networkError(thrown.message);
  }
  const details = isRecord(data['details']) ? data['details'] : {};
  return {
    code: data['code'],
    message: thrown.message,
    details,
    issues: readIssues(details['issues']),
    requestId: readString(data['requestId']),
    at: new Date().toISOString(),
  };
}

function readIssues(value: unknown): readonly FieldIssue[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((issue: unknown) => {
    if (!isRecord(issue)) return [];
    const field = readString(issue['field']);
    if (field === undefined) return [];
    return [{ field, code: readString(issue['code']) ?? 'invalid', message: readString(issue['message']) ?? '' }];
  });
}

function unforeseen(message: string): ApiError {
  return { code: 'internal', message, details: {}, issues: [], requestId: undefined, at: new Date().toISOString() };
}

/** A proxy in between answers without our codes. */
function codeOfStatus(status: number): FailureCode {
  if (status === 401) return 'unauthenticated';
  if (status === 429) return 'rate_limited';
  return status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal';
}

function isErrorCode(value: unknown): value is ErrorCode {
  return errorCodes.some((code) => code === value);
}
