import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '@crm/db/orm';
import { testPassword } from '@crm/core/testing/company';
import { startTestApi, type Answer, type TestApi } from '../testing/test-api.ts';

describe('signing in', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api[Symbol.asyncDispose]());

  function login(email: string, password = testPassword, more: object = {}): Promise<Answer> {
    return api.nobody.call('POST', '/admin/auth/login', { email, password, ...more }, { key: null });
  }
  function me(token: string): Promise<Answer> {
    return api.nobody.call('GET', '/admin/me', undefined, { headers: { authorization: `Bearer ${token}` } });
  }
  const token = (answer: Answer) => String(answer.body['access_token']);

  it('gives an access token, a refresh token and the user', async () => {
    const answer = await login('North-Rep@halden.example');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 900,
      refresh_token: expect.any(String),
      user: { email: 'north-rep@halden.example', role: 'sales_rep', time_zone: 'UTC' },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const own = await me(token(answer));
    expect(own.body).toMatchObject({ role: 'sales_rep', permissions: { 'lead:convert': 'own' } });
  });

  it('does not tell a wrong password from an unknown address', async () => {
    const wrong = await login('support@halden.example', 'wrong wrong wrong');
    const unknown = await login('nobody@halden.example');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body['code']).toBe('bad_credentials');
    expect(unknown.body['detail']).toBe(wrong.body['detail']);
  });

  it('after ten wrong tries says how long to wait, and even the right password waits', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) await login('executor@halden.example', 'wrong wrong wrong');
    const answer = await login('executor@halden.example');
    expect(answer.status).toBe(429);
    expect(answer.body['code']).toBe('too_many_requests');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await login('marketing@halden.example')).status).toBe(200);
  });

  it('refuses what is no token of ours, each with its own code', async () => {
    const good = token(await login('admin@halden.example'));
    const [head = '', payload = '', signature = ''] = good.split('.');
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forge = (changed: object) => {
      const body = Buffer.from(JSON.stringify({ ...claims, ...changed })).toString('base64url');
      const seal = createHmac('sha256', 'a secret for tests only, 32+ characters')
        .update(`${head}.${body}`)
        .digest('base64url');
      return `${head}.${body}.${seal}`;
    };
    expect((await me('nonsense')).body['code']).toBe('token_invalid');
    expect((await me(`${head}.${payload}.${signature.toUpperCase()}`)).body['code']).toBe('token_invalid');
    expect((await me(forge({ exp: 1 }))).body['code']).toBe('token_expired');
    expect((await me(forge({ aud: 'other' }))).body['code']).toBe('token_wrong_audience');
    expect((await me(forge({ sid: 'somebody else' }))).body['code']).toBe('token_invalid');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect((await me(unsigned)).body['code']).toBe('token_invalid');
    const none = await api.nobody.call('GET', '/crm/v1/accounts');
    expect(none.status).toBe(401);
    expect(none.body['code']).toBe('unauthenticated');
    expect(none.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('narrows a token to the scopes that were asked for, also after a refresh, and never widens', async () => {
    const answer = await login('north-rep@halden.example', testPassword, {
      scope: 'crm:contacts:read crm:users:write',
    });
    expect(answer.body['scope']).toBe('crm:contacts:read');
    const refreshed = await api.nobody.call('POST', '/admin/auth/refresh', {
      refresh_token: answer.body['refresh_token'],
    });
    for (const access of [token(answer), token(refreshed)]) {
      const headers = { authorization: `Bearer ${access}` };
      expect((await api.nobody.call('GET', '/crm/v1/contacts', undefined, { headers })).status).toBe(200);
      const write = await api.nobody.call('POST', '/crm/v1/contacts', { last_name: 'X' }, { headers });
      expect(write.status).toBe(403);
      expect(write.body).toMatchObject({ code: 'insufficient_scope', missing_scope: 'crm:contacts:write' });
      expect((await api.nobody.call('GET', '/crm/v1/leads', undefined, { headers })).status).toBe(403);
    }
  });

  it('rotates refresh tokens; an old one used again ends the whole family', async () => {
    const first = await login('north-rep@halden.example');
    const refresh = (value: unknown) => api.nobody.call('POST', '/admin/auth/refresh', { refresh_token: value });
    const second = await refresh(first.body['refresh_token']);
    expect(second.status).toBe(200);
    expect((await me(token(second))).status).toBe(200);
    expect((await refresh(first.body['refresh_token'])).status).toBe(401);
    expect((await refresh(second.body['refresh_token'])).status).toBe(401);
    expect((await me(token(second))).status).toBe(401);
  });

  it('logging out ends access and refresh tokens at once', async () => {
    const answer = await login('south-rep@halden.example');
    const headers = { authorization: `Bearer ${token(answer)}` };
    expect((await me(token(answer))).status).toBe(200);
    expect((await api.nobody.call('POST', '/admin/auth/logout', {}, { headers })).status).toBe(204);
    expect((await me(token(answer))).status).toBe(401);
    const refreshed = await api.nobody.call('POST', '/admin/auth/refresh', {
      refresh_token: answer.body['refresh_token'],
    });
    expect(refreshed.status).toBe(401);
  });

  it('disabling a user ends every session of theirs at once', async () => {
    const { users } = api.company;
    const answer = await login(users.northWestRep.email);
    expect((await me(token(answer))).status).toBe(200);
    const admin = await api.as(users.admin);
    expect((await admin.call('DELETE', `/crm/v1/users/${users.northWestRep.id}`)).status).toBe(204);
    expect((await me(token(answer))).status).toBe(401);
    expect((await login(users.northWestRep.email)).status).toBe(401);
  });

  it('keeps a cookie session for the admin, and refuses writes that come from elsewhere', async () => {
    const origin = { origin: api.url };
    const from = (headers: Readonly<Record<string, string>>, email = 'north-manager@halden.example') =>
      api.nobody.call('POST', '/admin/auth/session', { email, password: testPassword }, { headers });
    expect((await from({})).body['code']).toBe('csrf_refused');
    const signedIn = await from(origin);
    const setCookie = signedIn.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(/HttpOnly/u);
    expect(setCookie).toMatch(/SameSite=Lax/u);
    expect(signedIn.text).not.toContain('token"');
    const cookie = setCookie.split(';')[0] ?? '';
    const call = (headers: Readonly<Record<string, string>>) =>
      api.nobody.call(
        'POST',
        '/trpc/account.create',
        { data: { name: 'By cookie' } },
        { headers: { cookie, ...headers } },
      );
    expect((await call({})).status).toBe(403);
    expect((await call({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await call(origin)).status).toBe(200);
    expect((await api.nobody.call('GET', '/admin/me', undefined, { headers: { cookie } })).status).toBe(200);
    await api.nobody.call('POST', '/admin/auth/logout', {}, { headers: { cookie, ...origin } });
    expect((await api.nobody.call('GET', '/admin/me', undefined, { headers: { cookie } })).status).toBe(401);
  });

  it('stores no token and no password in the clear', async () => {
    const answer = await login('admin@halden.example');
    const db = database(api.fork());
    const stored = JSON.stringify([
      await db.selectFrom('crm_sessions').selectAll().execute(),
      await db.selectFrom('crm_refresh_tokens').selectAll().execute(),
      await db.selectFrom('crm_users').selectAll().execute(),
      await db.selectFrom('crm_auditlog').selectAll().execute(),
    ]);
    expect(stored).not.toContain(String(answer.body['refresh_token']));
    expect(stored).not.toContain(testPassword);
    expect(stored).toContain('$argon2id$');
  });
});
