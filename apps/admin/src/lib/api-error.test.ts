import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { hasCode, readError, readProblem } from './api-error.ts';

function refused(data: unknown, meta?: Record<string, unknown>): TRPCClientError<never> {
  const error = new TRPCClientError<never>('The server said so', meta === undefined ? {} : { meta });
  Object.assign(error, { data });
  return error;
}

test('a refusal keeps its code, its fields and the id that finds it in the log', () => {
  const issues = [{ field: 'email', code: 'duplicate', message: 'Taken.' }];
  const error = readError(refused({ code: 'validation_failed', details: { issues }, requestId: 'req-1' }));
  expect(error).toMatchObject({ code: 'validation_failed', issues, requestId: 'req-1' });
});

test('no answer at all is told apart from a refusal', () => {
  expect(readError(refused(undefined)).code).toBe('network');
  expect(hasCode(refused(undefined), 'network', 'unavailable')).toBe(true);
});

test('a page of a proxy in between is told by its status', () => {
  expect(readError(refused(undefined, { response: new Response('', { status: 502 }) })).code).toBe('unavailable');
  expect(readError(refused(undefined, { response: new Response('', { status: 500 }) })).code).toBe('internal');
});

test('a code that this page does not know is not believed', () => {
  expect(readError(refused({ code: 'made_up', details: {} }, { response: new Response() })).code).toBe('internal');
});

test('the same error is read once', () => {
  const thrown = refused({ code: 'forbidden', details: {} });
  expect(readError(thrown)).toBe(readError(thrown));
});

test('a problem document keeps what belongs to its code', () => {
  const problem = readProblem(
    { code: 'too_many_requests', detail: 'Wait.', request_id: 'r', retry_after_seconds: 30 },
    429,
  );
  expect(problem).toMatchObject({ code: 'too_many_requests', requestId: 'r', details: { retry_after_seconds: 30 } });
});
