import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@crm/domain/errors';

/** Statuses of what Node refuses before there is a request, by the code of its error. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what could not even be read as HTTP in the form of every other refusal. */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const status = statuses[error.code ?? ''] ?? 400;
  const code: ErrorCode = 'bad_request';
  const requestId = randomUUID();
  const body = JSON.stringify({
    type: `/docs#error-${code}`,
    title: STATUS_CODES[status],
    status,
    code,
    detail:
      status === 431
        ? 'The address and headers of a request have 16 KiB at most together.'
        : 'The request could not be read as HTTP.',
    request_id: requestId,
  });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
