import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '@crm/db/orm';
import { sql } from 'kysely';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

describe('idempotency over HTTP', () => {
  let api: TestApi;
  let rep: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    rep = await api.as(api.company.users.northRep);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function countAccounts(name: string): Promise<number> {
    const rows = await database(api.fork()).selectFrom('crm_accounts').select('id').where('name', '=', name).execute();
    return rows.length;
  }

  it('refuses a REST write without a key and leaves no row', async () => {
    const answer = await rep.call('POST', '/crm/v1/accounts', { name: 'Keyless' }, { key: null });
    expect(answer.status).toBe(400);
    expect(answer.body['code']).toBe('idempotency_key_required');
    expect(await countAccounts('Keyless')).toBe(0);
  });

  it('gives the first answer again byte for byte', async () => {
    const key = randomUUID();
    const first = await rep.call('POST', '/crm/v1/accounts', { name: 'Twice' }, { key });
    const second = await rep.call('POST', '/crm/v1/accounts', { name: 'Twice' }, { key });
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await countAccounts('Twice')).toBe(1);
  });

  it('replays a deletion, which has no body', async () => {
    const created = await rep.call('POST', '/crm/v1/accounts', { name: 'Deleted once' });
    const key = randomUUID();
    const path = `/crm/v1/accounts/${String(created.body['id'])}`;
    expect((await rep.call('DELETE', path, undefined, { key })).status).toBe(204);
    const again = await rep.call('DELETE', path, undefined, { key });
    expect(again.status).toBe(204);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('refuses the same key with another body', async () => {
    const key = randomUUID();
    await rep.call('POST', '/crm/v1/accounts', { name: 'One' }, { key });
    const answer = await rep.call('POST', '/crm/v1/accounts', { name: 'Other' }, { key });
    expect(answer.status).toBe(422);
    expect(answer.body['code']).toBe('idempotency_mismatch');
    expect(await countAccounts('Other')).toBe(0);
  });

  it('makes one row of twenty parallel posts with one key, and gives one answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rep.call('POST', '/crm/v1/accounts', { name: 'Parallel' }, { key })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
    expect(await countAccounts('Parallel')).toBe(1);
  });

  it('tells a request whose key is still running to come back', async () => {
    const key = randomUUID();
    const holder = `${api.company.users.northRep.id}:${key}`;
    const db = database(api.fork());
    await db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(hashtextextended(${holder}, 0))`.execute(connection);
      const answer = await rep.call('POST', '/crm/v1/accounts', { name: 'Busy' }, { key });
      await sql`select pg_advisory_unlock(hashtextextended(${holder}, 0))`.execute(connection);
      expect(answer.status).toBe(409);
      expect(answer.body['code']).toBe('idempotency_in_progress');
      expect(answer.headers.get('retry-after')).toBe('1');
    });
    expect((await rep.call('POST', '/crm/v1/accounts', { name: 'Busy' }, { key })).status).toBe(201);
  });

  it('lets a refused write be corrected under the same key', async () => {
    const key = randomUUID();
    expect((await rep.call('POST', '/crm/v1/accounts', { name: '' }, { key })).status).toBe(422);
    expect((await rep.call('POST', '/crm/v1/accounts', { name: 'Corrected' }, { key })).status).toBe(201);
  });

  it('keeps the keys of two people apart', async () => {
    const key = randomUUID();
    const other = await api.as(api.company.users.southRep);
    await rep.call('POST', '/crm/v1/accounts', { name: 'Mine' }, { key });
    expect((await other.call('POST', '/crm/v1/accounts', { name: 'Theirs' }, { key })).status).toBe(201);
  });

  it('honours the key over tRPC too', async () => {
    const key = randomUUID();
    const input = { data: { name: 'By tRPC' } };
    const first = await rep.call('POST', '/trpc/account.create', input, { key });
    const second = await rep.call('POST', '/trpc/account.create', input, { key });
    expect(first.status).toBe(200);
    expect(second.text).toBe(first.text);
    expect(await countAccounts('By tRPC')).toBe(1);
  });
});
