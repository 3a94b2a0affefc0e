import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { DomainError, errorCodes } from '@crm/domain/errors';
import { describeError, toFailure } from './failures.ts';

test('every refusal of the rules has an answer to whether it is tried again, and most are not', () => {
  const again = errorCodes.filter((code) => asFailure(new DomainError(code, 'x')).nonRetryable !== true);
  expect(again).toEqual([
    'process_paused',
    'version_conflict',
    'idempotency_in_progress',
    'too_many_requests',
    'rate_limited',
    'unavailable',
  ]);
});

test('the code of a refusal is the type of the failure', () => {
  expect(asFailure(new DomainError('not_qualified', 'Qualify it first.'))).toMatchObject({
    type: 'not_qualified',
    message: 'Qualify it first.',
  });
});

test('trouble with the database is tried again, and its message does not leave the worker', () => {
  const error = Object.assign(new Error('Key (email)=(ada@engines.example) already exists'), {
    code: '23505',
    constraint: 'crm_accounts_email_normalized_unique',
  });
  const failure = asFailure(error);
  expect(failure).toMatchObject({ type: 'database', nonRetryable: false });
  expect(failure.message).toBe('PostgreSQL answered 23505 (crm_accounts_email_normalized_unique).');
  expect(failure.cause).toBeUndefined();
});

test.each([
  [Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' }), 'unavailable'],
  [new TypeError('ada@engines.example is not a function'), 'internal'],
  ['thrown text', 'internal'],
])('whatever is thrown is told without its text', (error, code) => {
  const told = describeError(error);
  expect(told.code).toBe(code);
  expect(told.message).not.toMatch(/ada|10\.0|thrown text/u);
});

test('what Temporal itself throws goes through', () => {
  const cancelled = new CancelledFailure('cancelled');
  expect(toFailure(cancelled)).toBe(cancelled);
});

function asFailure(error: unknown): ApplicationFailure {
  const failure = toFailure(error);
  if (!(failure instanceof ApplicationFailure)) throw new Error('no ApplicationFailure');
  return failure;
}
