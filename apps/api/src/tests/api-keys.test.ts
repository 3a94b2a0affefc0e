import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import type { TestUser } from '@crm/core/testing/company';
import { KeyUses } from '../auth/api-keys.ts';
import { startTestApi, type Answer, type TestApi } from '../testing/test-api.ts';

const path = '/crm/v1/api_keys';
const issuedShape = z.object({ id: z.string(), secret: z.string() });

describe('API keys', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function issue(user: TestUser, scopes: readonly string[], more: object = {}) {
    const answer = await (await api.as(user)).call('POST', path, { name: 'ERP', scopes, ...more });
    expect(answer.status, answer.text).toBe(201);
    return issuedShape.parse(answer.body);
  }

  function by(secret: string, method: string, url: string, payload?: unknown): Promise<Answer> {
    return api.nobody.call(method, url, payload, { headers: { authorization: `Bearer ${secret}` } });
  }

  const rep = () => api.company.users.northRep;

  it('opens every door with its scopes, and the console’s with the scope for that', async () => {
    const { secret } = await issue(rep(), ['crm:accounts:read', 'crm:accounts:write']);
    const made = await by(secret, 'POST', '/crm/v1/accounts', { name: 'By key' });
    expect(made.body).toMatchObject({ name: 'By key', assigned_to: rep().id });
    expect((await by(secret, 'GET', '/trpc/account.list?input=%7B%7D')).status).toBe(200);
    const query = { query: '{ accounts { edges { node { name } } } }' };
    expect((await by(secret, 'POST', '/graphql', query)).body).toMatchObject({
      data: { accounts: { edges: [{ node: { name: 'By key' } }] } },
    });
    expect((await by(secret, 'GET', '/admin/customers')).body).toMatchObject({
      code: 'insufficient_scope',
      missing_scope: 'crm:admin:read',
    });

    const console = await issue(rep(), ['crm:accounts:read', 'crm:admin:read']);
    expect((await by(console.secret, 'GET', '/admin/customers')).status).toBe(200);
    expect((await by(console.secret, 'POST', '/admin/customers', { name: 'X' })).body).toMatchObject({
      missing_scope: 'crm:admin:write',
    });
    expect((await by(console.secret, 'GET', '/admin/me')).body).toMatchObject({ email: rep().email });
    expect((await by(console.secret, 'POST', '/admin/auth/logout', {})).status).toBe(403);
  });

  it('does nothing beyond its scopes, and never more than the role of its user has now', async () => {
    const manager = await issue(api.company.users.southManager, [
      'crm:accounts:read',
      'crm:tags:read',
      'crm:tags:write',
    ]);
    expect((await by(manager.secret, 'GET', '/crm/v1/contacts')).body).toMatchObject({
      status: 403,
      missing_scope: 'crm:contacts:read',
    });
    expect((await by(manager.secret, 'POST', '/crm/v1/tags', { name: 'By key' })).status).toBe(201);
    const admin = await api.as(api.company.users.admin);
    const manage = `/crm/v1/users/${api.company.users.southManager.id}`;
    await admin.call('PATCH', manage, { role: 'executor' });
    expect((await by(manager.secret, 'GET', '/crm/v1/accounts')).body).toMatchObject({ code: 'forbidden' });
    await admin.call('PATCH', manage, { role: 'manager' });
    expect((await by(manager.secret, 'GET', '/crm/v1/accounts')).status).toBe(200);
  });

  it('is made for rights that its user has, by whoever has them in hand', async () => {
    const client = await api.as(rep());
    const refusal = { code: 'validation_failed', errors: [{ field: 'scopes', code: 'scope_not_grantable' }] };
    const tooWide = { name: 'Wide', scopes: ['crm:users:write'] };
    expect((await client.call('POST', path, tooWide)).body).toMatchObject(refusal);

    const narrow = await issue(rep(), ['crm:api_keys:write', 'crm:api_keys:read', 'crm:leads:read']);
    const wider = { name: 'Wider', scopes: ['crm:accounts:read'] };
    expect((await by(narrow.secret, 'POST', path, wider)).body).toMatchObject(refusal);
    const wide = await issue(rep(), ['crm:accounts:read']);
    expect((await by(narrow.secret, 'POST', `${path}/${wide.id}/rotate`, {})).body).toMatchObject(refusal);
    expect((await by(narrow.secret, 'POST', path, { name: 'Same', scopes: ['crm:leads:read'] })).status).toBe(201);

    const forOther = { name: 'For you', scopes: ['crm:leads:read'], user_id: rep().id };
    const manager = await api.as(api.company.users.northManager);
    expect((await manager.call('POST', path, forOther)).status).toBe(403);
    const admin = await api.as(api.company.users.admin);
    const made = issuedShape.parse((await admin.call('POST', path, forOther)).body);
    expect((await by(made.secret, 'GET', '/admin/me')).body).toMatchObject({ email: rep().email });
    expect((await manager.call('GET', `${path}/${made.id}`)).status).toBe(404);
    expect((await manager.call('DELETE', `${path}/${made.id}`)).status).toBe(404);
    expect((await admin.call('DELETE', `${path}/${made.id}`)).status).toBe(204);
    expect((await client.call('GET', `${path}/scopes`)).body['items']).toEqual(
      expect.arrayContaining(['crm:leads:write', 'crm:admin:read']),
    );
  });

  it('shows its secret once, and keeps only the hash', async () => {
    const client = await api.as(rep());
    const key = randomUUID();
    const send = () => client.call('POST', path, { name: 'Once', scopes: ['crm:leads:read'] }, { key });
    const first = await send();
    const { id, secret } = issuedShape.parse(first.body);
    expect(secret).toMatch(/^crm_[\w-]{43}$/u);
    expect((await send()).body).toEqual({ ...first.body, secret: null });
    const read = await client.call('GET', `${path}/${id}`);
    expect(read.body).toMatchObject({ prefix: secret.slice(0, 12), key_state: 'active', last_used_at: null });
    expect(read.text).not.toContain(secret);

    const db = database(api.fork());
    const stored = await db.selectFrom('crm_api_key_secrets').select('id').where('apiKeyId', '=', id).execute();
    expect(stored).toEqual([{ id: createHash('sha256').update(secret).digest('hex') }]);
    for (const table of ['crm_api_keys', 'crm_idempotency', 'crm_auditlog', 'crm_outbox']) {
      const { rows } = await sql`
        select 1 from ${sql.id('crm_core', table)} as stored where strpos(stored::text, ${secret}) > 0`.execute(db);
      expect([table, rows]).toEqual([table, []]);
    }
  });

  it('is rotated with an overlap of one’s choice, and revoked at once and for good', async () => {
    const client = await api.as(rep());
    const { id, secret } = await issue(rep(), ['crm:leads:read']);
    const works = async (some: string) => (await by(some, 'GET', '/crm/v1/leads')).status === 200;
    const rotate = async (overlap_minutes: number) =>
      issuedShape.parse((await client.call('POST', `${path}/${id}/rotate`, { overlap_minutes })).body).secret;

    const second = await rotate(5);
    expect([await works(secret), await works(second)]).toEqual([true, true]);
    const third = await rotate(0);
    expect([await works(secret), await works(second), await works(third)]).toEqual([false, false, true]);

    expect((await client.call('DELETE', `${path}/${id}`)).status).toBe(204);
    const refused = await by(third, 'GET', '/crm/v1/leads');
    expect([refused.status, refused.body['code']]).toEqual([401, 'token_invalid']);
    expect((await client.call('POST', `${path}/${id}/restore`)).body).toMatchObject({ key_state: 'active' });
    expect(await works(third)).toBe(false);
    expect(await works(await rotate(0))).toBe(true);
  });

  it('ends by itself when its time is over', async () => {
    const client = await api.as(rep());
    const soon = new Date(Date.now() + 700).toISOString();
    const { id, secret } = await issue(rep(), ['crm:leads:read'], { expires_at: soon });
    expect((await by(secret, 'GET', '/crm/v1/leads')).status).toBe(200);
    await vi.waitFor(async () => expect((await by(secret, 'GET', '/crm/v1/leads')).status).toBe(401), 3_000);
    expect((await client.call('GET', `${path}/${id}`)).body).toMatchObject({ key_state: 'expired' });
    const past = { name: 'Past', scopes: ['crm:leads:read'], expires_at: '2020-01-01T00:00:00Z' };
    expect((await client.call('POST', path, past)).body).toMatchObject({ errors: [{ field: 'expires_at' }] });
  });

  it('is named in the audit log beside its user, and its own changes are there too', async () => {
    const { id, secret } = await issue(rep(), ['crm:accounts:read', 'crm:accounts:write']);
    const made = await by(secret, 'POST', '/crm/v1/accounts', { name: 'Audited' });
    const admin = await api.as(api.company.users.admin);
    const log = async (of: unknown) =>
      (await admin.call('GET', `/crm/v1/auditlog?record_id=${String(of)}`)).body['items'];
    expect(await log(made.body['id'])).toMatchObject([{ actor_id: rep().id, via: `api_key:${id}` }]);
    expect(await log(id)).toMatchObject([{ action: 'insert', actor_id: rep().id, via: null }]);
  });

  it('notes its use once a minute, whichever process it comes by', async () => {
    const { id, secret } = await issue(rep(), ['crm:leads:read']);
    await by(secret, 'GET', '/crm/v1/leads');
    const used = async () => {
      const row = await database(api.fork())
        .selectFrom('crm_api_key_secrets')
        .select(['id', 'lastUsedAt'])
        .where('apiKeyId', '=', id)
        .executeTakeFirstOrThrow();
      return { hash: row.id, at: row.lastUsedAt?.getTime() ?? 0 };
    };
    const { hash, at } = await used();
    expect(Math.abs(at - Date.now())).toBeLessThan(5_000);
    await new KeyUses().note(api.fork(), hash, new Date(at + 59_000));
    expect((await used()).at).toBe(at);
    await new KeyUses().note(api.fork(), hash, new Date(at + 60_000));
    expect((await used()).at).toBe(at + 60_000);
  });
});
