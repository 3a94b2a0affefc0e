/** A request that was refused or failed, with what is needed to tell a person and to find it in the log. */
export class RequestError extends Error {
  readonly status: number;
  /** Stable: `not_found`, `bad_credentials`. */
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly at = new Date().toISOString();

  constructor(message: string, details: { status: number; code?: string | undefined; requestId?: string | undefined }) {
    super(message);
    this.name = 'RequestError';
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
  }
}

function textOf(body: unknown, key: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Reads an answer of `application/problem+json`; an answer without a body is told by its status. */
export async function requestError(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => undefined);
  return new RequestError(textOf(body, 'detail') ?? textOf(body, 'title') ?? response.statusText, {
    status: response.status,
    code: textOf(body, 'code'),
    requestId: textOf(body, 'request_id') ?? response.headers.get('x-request-id') ?? undefined,
  });
}
