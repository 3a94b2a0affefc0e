import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const tokens = z.object({ access_token: z.string(), refresh_token: z.string(), scope: z.string() });
const cms = 'https://cms.example';
const bff = 'https://console.example/bff';
const secret = 'a secret that both sides know, 32+';
const friend = 'https://console.example';

describe('tokens of trusted issuers', () => {
  let api: TestApi;
  let cmsKey: CryptoKey;
  let bffKey: CryptoKey;
  const keys = createServer();

  beforeAll(async () => {
    const cmsPair = await generateKeyPair('ES256', { extractable: true });
    const bffPair = await generateKeyPair('EdDSA', { extractable: true });
    cmsKey = cmsPair.privateKey;
    bffKey = bffPair.privateKey;
    const jwk = { ...(await exportJWK(cmsPair.publicKey)), kid: 'one', alg: 'ES256' };
    keys.on('request', (_, response) => response.end(JSON.stringify({ keys: [jwk] })));
    const port = await new Promise<number>((resolve) => {
      keys.listen(0, '127.0.0.1', () => resolve((keys.address() as AddressInfo).port));
    });
    api = await startTestApi(
      {},
      {},
      {
        origins: [friend],
        trustedIssuers: [
          { name: 'cms', issuer: cms, audience: 'crm', use: ['exchange'], jwks: `http://127.0.0.1:${port}/jwks` },
          {
            name: 'console',
            issuer: bff,
            audience: 'crm',
            use: ['service'],
            publicKey: await exportSPKI(bffPair.publicKey),
          },
          { name: 'erp', issuer: 'erp', audience: 'crm', use: ['service'], secret },
        ],
      },
    );
  });
  afterAll(async () => {
    keys.close();
    await api[Symbol.asyncDispose]();
  });

  interface Said {
    readonly iss: string;
    readonly email: string;
    readonly aud?: string;
    readonly exp?: string;
    readonly scope?: string;
    readonly alg?: string;
  }
  function sign(key: CryptoKey | Uint8Array, { iss, email, aud = 'crm', exp = '2m', scope, alg }: Said) {
    return new SignJWT({ email, ...(scope === undefined ? {} : { scope }) })
      .setProtectedHeader({ alg: alg ?? (iss === cms ? 'ES256' : 'EdDSA'), kid: 'one' })
      .setIssuer(iss)
      .setAudience(aud)
      .setIssuedAt()
      .setExpirationTime(exp)
      .sign(key);
  }
  const exchange = (subject_token: string, scope?: string) =>
    api.nobody.call('POST', '/admin/auth/exchange', { subject_token, ...(scope === undefined ? {} : { scope }) });
  const by = (token: string, method: string, path: string, payload?: unknown) =>
    api.nobody.call(method, path, payload, { headers: { authorization: `Bearer ${token}` } });
  const rep = () => api.company.users.northRep;

  it('are exchanged for tokens of our own, bound to a session that logout ends', async () => {
    const answer = await exchange(await sign(cmsKey, { iss: cms, email: rep().email.toUpperCase() }));
    expect(answer.status, answer.text).toBe(200);
    const { access_token, refresh_token } = tokens.parse(answer.body);
    expect((await by(access_token, 'GET', '/admin/me')).body).toMatchObject({ email: rep().email, role: 'sales_rep' });
    expect((await api.nobody.call('POST', '/admin/auth/refresh', { refresh_token })).status).toBe(200);
    expect((await by(access_token, 'POST', '/admin/auth/logout', {})).status).toBe(204);
    expect((await by(access_token, 'GET', '/admin/me')).status).toBe(401);
  });

  it('give no more than the scopes that are in them and that are asked for', async () => {
    const narrow = await sign(cmsKey, { iss: cms, email: rep().email, scope: 'crm:leads:read crm:leads:write' });
    const answer = await exchange(narrow, 'crm:leads:read crm:accounts:read');
    expect(tokens.parse(answer.body).scope).toBe('crm:leads:read');
  });

  it('open nothing when key, issuer, audience, time, user or use are wrong', async () => {
    const { email } = rep();
    const foreign = await generateKeyPair('ES256');
    const wrong: readonly (readonly [string, string])[] = [
      ['token_invalid', await sign(foreign.privateKey, { iss: cms, email })],
      ['token_invalid', await sign(cmsKey, { iss: 'https://else.example', email, alg: 'ES256' })],
      ['token_wrong_audience', await sign(cmsKey, { iss: cms, email, aud: 'erp' })],
      ['token_expired', await sign(cmsKey, { iss: cms, email, exp: '-1m' })],
      ['token_invalid', await sign(cmsKey, { iss: cms, email, exp: '1h' })],
      ['token_invalid', await sign(cmsKey, { iss: cms, email: 'stranger@cms.example' })],
      ['token_invalid', await sign(bffKey, { iss: bff, email })],
      ['token_invalid', 'no token at all'],
    ];
    for (const [code, token] of wrong) {
      const { status, body } = await exchange(token);
      expect([status, body['code']]).toEqual([401, code]);
    }
    expect((await by(await sign(cmsKey, { iss: cms, email }), 'GET', '/crm/v1/leads')).status).toBe(401);
  });

  it('let a service act for a user at every door: with that user’s rights, both named in the audit log', async () => {
    const token = await sign(bffKey, { iss: bff, email: rep().email });
    const made = await by(token, 'POST', '/admin/customers', { name: 'By service' });
    expect(made.body).toMatchObject({ name: 'By service', assigned_to: rep().id });
    expect((await by(token, 'GET', '/crm/v1/auditlog')).status).toBe(403);
    const asked = await by(token, 'POST', '/graphql', { query: '{ accounts { edges { node { name } } } }' });
    expect(asked.text).toContain('By service');
    const admin = await api.as(api.company.users.admin);
    const log = await admin.call('GET', `/crm/v1/auditlog?record_id=${String(made.body['id'])}`);
    expect(log.body['items']).toMatchObject([{ actor_id: rep().id, via: 'service:console' }]);

    const shared = new TextEncoder().encode(secret);
    const erp = { iss: 'erp', email: rep().email, scope: 'crm:leads:read', alg: 'HS256' };
    const narrow = await sign(shared, erp);
    expect((await by(narrow, 'GET', '/crm/v1/leads')).status).toBe(200);
    expect((await by(narrow, 'GET', '/crm/v1/accounts')).body).toMatchObject({ code: 'insufficient_scope' });
    const asPublic = await sign(shared, { ...erp, iss: bff });
    expect((await by(asPublic, 'GET', '/crm/v1/leads')).status).toBe(401);
  });

  it('end with their user', async () => {
    const token = await sign(bffKey, { iss: bff, email: api.company.users.southRep.email });
    expect((await by(token, 'GET', '/crm/v1/leads')).status).toBe(200);
    const admin = await api.as(api.company.users.admin);
    await admin.call('DELETE', `/crm/v1/users/${api.company.users.southRep.id}`);
    expect((await by(token, 'GET', '/crm/v1/leads')).status).toBe(401);
  });

  it('come from pages of named origins, which may send cookies; others are told nothing', async () => {
    const preflight = (origin: string) =>
      fetch(`${api.url}/crm/v1/leads`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization,if-match,idempotency-key',
        },
      });
    const allowed = await preflight(friend);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(friend);
    expect(allowed.headers.get('access-control-allow-credentials')).toBe('true');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(allowed.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key');
    for (const origin of [
      'https://evil.example',
      'https://console.example.evil.example',
      'null',
      'http://console.example',
    ]) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
    const read = await api.nobody.call('GET', '/crm/v1/leads', undefined, { headers: { origin: friend } });
    expect(read.status).toBe(401);
    expect(read.headers.get('access-control-allow-origin')).toBe(friend);
    expect(read.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(read.headers.get('vary')).toContain('Origin');
  });
});
