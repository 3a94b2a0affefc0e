import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

interface Malformed {
  readonly name: string;
  readonly method?: string;
  readonly path: string;
  readonly payload?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code?: string;
}

const id = randomUUID();
const accounts = '/crm/v1/accounts';
const deep = `{"name":"x","billing_address":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`;

const requests: readonly Malformed[] = [
  {
    name: 'a body that is no JSON',
    method: 'POST',
    path: accounts,
    payload: '{"name":',
    status: 400,
    code: 'bad_request',
  },
  { name: 'an array for a body', method: 'POST', path: accounts, payload: [], status: 400 },
  { name: 'a string for a body', method: 'POST', path: accounts, payload: '"text"', status: 400 },
  { name: 'a number for a body', method: 'POST', path: accounts, payload: '7', status: 400 },
  { name: 'no body', method: 'POST', path: accounts, status: 422, code: 'validation_failed' },
  { name: 'null for a required field', method: 'POST', path: accounts, payload: { name: null }, status: 422 },
  { name: 'a number for a text', method: 'POST', path: accounts, payload: { name: 5 }, status: 422 },
  { name: 'an object for a text', method: 'POST', path: accounts, payload: { name: { a: 1 } }, status: 422 },
  { name: 'an unknown key', method: 'POST', path: accounts, payload: { name: 'x', nmae: 'y' }, status: 422 },
  {
    name: 'a key that would reach the prototype',
    method: 'POST',
    path: accounts,
    payload: '{"name":"x","__proto__":{"admin":true}}',
    status: 400,
  },
  {
    name: 'a constructor key',
    method: 'POST',
    path: accounts,
    payload: '{"name":"x","constructor":{"prototype":{"a":1}}}',
    status: 400,
  },
  { name: 'a text that is too long', method: 'POST', path: accounts, payload: { name: 'x'.repeat(201) }, status: 422 },
  { name: 'a text of blanks', method: 'POST', path: accounts, payload: { name: '   ' }, status: 422 },
  { name: 'a NUL character', method: 'POST', path: accounts, payload: { name: 'a\u0000b' }, status: 422 },
  { name: 'a lone surrogate', method: 'POST', path: accounts, payload: '{"name":"a\\ud800b"}', status: 422 },
  {
    name: 'an address without a host',
    method: 'POST',
    path: accounts,
    payload: { name: 'x', email: 'a@' },
    status: 422,
  },
  { name: 'a phone that cannot be', method: 'POST', path: accounts, payload: { name: 'x', phone: '12+' }, status: 422 },
  {
    name: 'a script for a website',
    method: 'POST',
    path: accounts,
    payload: { name: 'x', website: 'javascript:alert(1)' },
    status: 422,
  },
  { name: 'an unknown choice', method: 'POST', path: accounts, payload: { name: 'x', status: 'dead' }, status: 422 },
  {
    name: 'a negative amount',
    method: 'POST',
    path: '/crm/v1/opportunities',
    payload: { name: 'x', amount_minor: -1 },
    status: 422,
  },
  {
    name: 'a fraction for minor units',
    method: 'POST',
    path: '/crm/v1/opportunities',
    payload: { name: 'x', amount_minor: 1.5 },
    status: 422,
  },
  {
    name: 'an amount beyond safe integers',
    method: 'POST',
    path: '/crm/v1/opportunities',
    payload: '{"name":"x","amount_minor":1e300}',
    status: 422,
  },
  {
    name: 'a date that is none',
    method: 'POST',
    path: '/crm/v1/opportunities',
    payload: { name: 'x', expected_close_date: '2026-02-31' },
    status: 422,
  },
  {
    name: 'an owner that does not exist',
    method: 'POST',
    path: accounts,
    payload: { name: 'x', assigned_to: id },
    status: 422,
  },
  { name: 'deeply nested JSON', method: 'POST', path: accounts, payload: deep, status: 422 },
  {
    name: 'a body over 1 MiB',
    method: 'POST',
    path: accounts,
    payload: { name: 'x'.repeat(1_100_000) },
    status: 413,
    code: 'payload_too_large',
  },
  {
    name: 'another content type',
    method: 'POST',
    path: accounts,
    payload: 'name=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
  },
  { name: 'an id that is none', path: `${accounts}/not-an-id`, status: 400 },
  { name: 'an id with a quote', path: `${accounts}/${encodeURIComponent("' or 1=1 --")}`, status: 400 },
  { name: 'an unknown id', path: `${accounts}/${id}`, status: 404, code: 'not_found' },
  { name: 'a cursor that is none', path: `${accounts}?cursor=%F0%9F%92%A9`, status: 400, code: 'bad_cursor' },
  {
    name: 'a cursor of another sort',
    path: `${accounts}?sort=name&cursor=${Buffer.from(JSON.stringify(['-createdAt', 'x', id])).toString('base64url')}`,
    status: 400,
    code: 'bad_cursor',
  },
  {
    name: 'a cursor whose value is no time',
    path: `${accounts}?cursor=${Buffer.from(JSON.stringify(['-createdAt', 'x', id])).toString('base64url')}`,
    status: 400,
  },
  { name: 'an unknown sort key', path: `${accounts}?sort=password_hash`, status: 400 },
  { name: 'an unknown filter', path: `${accounts}?nothing=1`, status: 400 },
  { name: 'a limit of nothing', path: `${accounts}?limit=0`, status: 400 },
  { name: 'a limit beyond the most', path: `${accounts}?limit=1000`, status: 400 },
  { name: 'a limit that is no number', path: `${accounts}?limit=ten`, status: 400 },
  { name: 'a filter given twice', path: `${accounts}?status=active&status=lost`, status: 400 },
  { name: 'a search for nothing', path: `${accounts}/search?q=`, status: 400 },
  {
    name: 'an If-Match that is no ETag of ours',
    method: 'PATCH',
    path: `${accounts}/${id}`,
    payload: {},
    headers: { 'if-match': '*' },
    status: 400,
  },
  {
    name: 'a PUT without a version',
    method: 'PUT',
    path: `${accounts}/${id}`,
    payload: { name: 'x' },
    status: 428,
    code: 'version_required',
  },
  {
    name: 'a key of control characters',
    method: 'POST',
    path: accounts,
    payload: { name: 'x' },
    headers: { 'idempotency-key': 'a b' },
    status: 400,
  },
  { name: 'a broken percent escape', path: `${accounts}/%E0%A4%A`, status: 400 },
  { name: 'a path that is not there', path: '/crm/v1/nothing', status: 404 },
  { name: 'an address of 20 KiB', path: `${accounts}?q=${'x'.repeat(20_000)}`, status: 431, code: 'bad_request' },
  { name: 'a method that hardly anybody knows', method: 'QUERY', path: accounts, status: 405 },
  { name: 'another method on bytes', method: 'PUT', path: `/crm/v1/attachments/${id}/content`, status: 405 },
  {
    name: 'a strange ETag without credentials',
    method: 'DELETE',
    path: `${accounts}/${id}`,
    headers: { authorization: '', 'if-match': 'x' },
    status: 401,
  },
  { name: 'a method that is not there', method: 'DELETE', path: accounts, status: 405, code: 'method_not_allowed' },
];

describe('malformed requests', () => {
  let api: TestApi;
  let admin: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  for (const { name, method = 'GET', path, payload, headers, status, code } of requests) {
    it(`${name} is ${status}, with a code and a request id`, async () => {
      const answer = await admin.call(method, path, payload, headers ? { headers } : {});
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body['code']).toEqual(code ?? expect.stringMatching(/^[a-z_]+$/u));
      expect(answer.body['request_id']).toBe(answer.headers.get('x-request-id'));
    });
  }

  it('tells the status of the answer as such, and that of the record besides', async () => {
    const lead = await admin.call('POST', '/crm/v1/leads', { last_name: 'Not qualified' });
    const answer = await admin.call('POST', `/crm/v1/leads/${String(lead.body['id'])}/convert`, {});
    expect(answer.body).toMatchObject({ status: 409, code: 'not_qualified', current_status: 'new' });
  });

  it('leaves nothing half-written', async () => {
    const answer = await admin.call('GET', `${accounts}/count`);
    expect(answer.body).toEqual({ count: 0, capped: false });
  });
});
