import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bulkStatuses } from '@crm/domain/bulk';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const result = z.object({
  refused: z.number(),
  items: z.array(
    z.object({
      index: z.number(),
      status: z.enum(bulkStatuses),
      id: z.string().nullable(),
      error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
    }),
  ),
});

describe('many records in one call', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let rep: TestClient;

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    manager = await api.as(users.northManager);
    rep = await api.as(users.northRep);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function send(client: TestClient, path: string, rows: readonly unknown[], key?: string) {
    const answer = await client.call('POST', `/crm/v1/${path}`, { rows }, { key });
    expect(answer.status, answer.text).toBe(200);
    return result.parse(answer.body);
  }

  const statuses = ({ items }: z.output<typeof result>) => items.map(({ status }) => status);

  it('each row has its own outcome, and a wrong one harms no other', async () => {
    const mail = `taken-${randomUUID()}@halden.example`;
    const outcome = await send(rep, 'accounts/bulk/create', [
      { name: 'First', email: mail },
      { name: 'Second', email: mail },
      { name: '' },
      { name: 'Fourth', assigned_to: randomUUID() },
      'Fifth',
      { name: 'Sixth', billing_address: { city: 'Oslo', planet: 'Mars' } },
      { name: 'Seventh', custom: { nothing: 1 } },
      { name: 'Last', assigned_to: api.company.users.northRep.id },
    ]);
    expect(outcome.refused).toBe(6);
    expect(outcome.items.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(outcome.items.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      'duplicate',
      'validation_failed',
      'forbidden',
      'validation_failed',
      'validation_failed',
      'validation_failed',
      null,
    ]);
    expect(outcome.items[1]?.error?.details).toMatchObject({ field: 'email', existing: { id: outcome.items[0]?.id } });
    const issues = outcome.items.map(({ error }) =>
      z.array(z.object({ field: z.string() })).safeParse(error?.details['issues']),
    );
    expect(issues.map(({ data }) => data?.map(({ field }) => field) ?? null)).toEqual([
      null,
      null,
      ['name'],
      null,
      ['name'],
      ['billing_address.planet'],
      ['custom.nothing'],
      null,
    ]);
    const ids = outcome.items.flatMap(({ id }) => (id === null ? [] : [id]));
    for (const id of ids) expect((await rep.call('GET', `/crm/v1/accounts/${id}`)).status).toBe(200);
    for (const name of ['Second', 'Fourth', 'Seventh']) {
      expect((await admin.call('GET', `/crm/v1/accounts?q=${name}`)).body['items']).toEqual([]);
    }
  });

  it('what was written is told, audited and heard as if it had been written alone', async () => {
    const { items } = await send(rep, 'contacts/bulk/create', [{ last_name: 'Alone' }, { first_name: 'No last' }]);
    const [made, refused] = items;
    const timeline = await rep.call('GET', `/crm/v1/timeline?subject_type=contact&subject_id=${made?.id}`);
    expect(timeline.body['items']).toMatchObject([{ kind: 'created', actor_id: api.company.users.northRep.id }]);
    const log = await admin.call('GET', `/crm/v1/auditlog?record_id=${made?.id}`);
    expect(log.body['items']).toMatchObject([{ action: 'insert', actor_id: api.company.users.northRep.id }]);
    expect(refused).toMatchObject({ status: 'refused', id: null });
  });

  it('changes and deletes what the caller may, as a single call would', async () => {
    const { items } = await send(
      rep,
      'accounts/bulk/create',
      ['A', 'B', 'C', 'D'].map((name) => ({ name })),
    );
    const [a, b, c, d] = items.map(({ id }) => id);
    const others = await admin.call('POST', '/crm/v1/accounts', { name: 'Of others' });
    const changed = await send(rep, 'accounts/bulk/update', [
      { id: d, industry: 'Ice' },
      { id: a, version: 1, industry: 'Ice' },
      { id: b, version: 7, industry: 'Ice' },
      { id: others.body['id'], industry: 'Ice' },
      { industry: 'Ice' },
      { id: c, nothing: true },
    ]);
    expect(changed.items.map(({ error }) => error?.code ?? null)).toEqual([
      null,
      null,
      'version_conflict',
      'not_found',
      'validation_failed',
      'validation_failed',
    ]);
    expect((await rep.call('GET', `/crm/v1/accounts/${a}`)).body).toMatchObject({ industry: 'Ice', version: 2 });
    expect((await rep.call('GET', `/crm/v1/accounts/${b}`)).body).toMatchObject({ industry: null, version: 1 });

    const deleted = await send(rep, 'accounts/bulk/delete', [{ id: a }, { id: b, version: 9 }, { id: a }, { id: 'x' }]);
    expect(statuses(deleted)).toEqual(['deleted', 'refused', 'refused', 'refused']);
    expect((await rep.call('GET', `/crm/v1/accounts/${a}`)).status).toBe(404);
    expect((await rep.call('GET', `/crm/v1/accounts/${b}`)).status).toBe(200);
  });

  it('upserts by the id of another system: creates what is new, and changes what is sent of what is known', async () => {
    const [x, y] = [`erp-${randomUUID()}`, `erp-${randomUUID()}`];
    const first = await send(manager, 'accounts/bulk/upsert', [
      { external_id: x, name: 'X', industry: 'Ice' },
      { external_id: y, name: 'Y' },
      { external_id: x, name: 'X again' },
      { name: 'Without' },
    ]);
    expect(statuses(first)).toEqual(['created', 'created', 'updated', 'refused']);
    expect(first.items[2]?.id).toBe(first.items[0]?.id);
    const again = await send(manager, 'accounts/bulk/upsert', [{ external_id: x, phone: '+47 22 12 34 56' }]);
    expect(statuses(again)).toEqual(['updated']);
    expect((await manager.call('GET', `/crm/v1/accounts/${first.items[0]?.id}`)).body).toMatchObject({
      name: 'X again',
      industry: 'Ice',
      external_id: x,
      phone_e164: '+4722123456',
    });
    // Somebody else's record of the same id is neither changed nor shown.
    const blind = await send(rep, 'accounts/bulk/upsert', [{ external_id: y, name: 'Mine' }]);
    expect(blind.items[0]).toMatchObject({ status: 'refused', error: { code: 'duplicate' } });
    expect(blind.items[0]?.error?.details).toEqual({ field: 'external_id' });
    await manager.call('DELETE', `/crm/v1/accounts/${first.items[1]?.id}`);
    const trashed = await send(manager, 'accounts/bulk/upsert', [{ external_id: y, name: 'Y' }]);
    expect(trashed.items[0]?.error?.code).toBe('exists_in_trash');
  });

  it('20 parallel upserts of one id leave one record, and all succeed', async () => {
    const externalId = `erp-${randomUUID()}`;
    const rows = [{ external_id: externalId, name: 'One' }];
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(admin, 'accounts/bulk/upsert', rows)));
    const all = outcomes.flatMap(({ items }) => items);
    expect(all.filter(({ status }) => status === 'created')).toHaveLength(1);
    expect(all.filter(({ status }) => status === 'updated')).toHaveLength(19);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  it('calls that write the same records in opposite orders do not deadlock', async () => {
    const { items } = await send(
      admin,
      'leads/bulk/create',
      Array.from({ length: 30 }, (_, n) => ({ last_name: `L${n}` })),
    );
    const rows = items.map(({ id }) => ({ id, company: randomUUID() }));
    const outcomes = await Promise.all([
      send(admin, 'leads/bulk/update', rows),
      send(admin, 'leads/bulk/update', rows.toReversed()),
      send(admin, 'leads/bulk/update', rows),
    ]);
    expect(outcomes.map(({ refused }) => refused)).toEqual([0, 0, 0]);
  });

  it('one key stands for the whole call: sent again, it gives the first answer and writes nothing', async () => {
    const key = randomUUID();
    const rows = [
      { type: 'task', subject: 'Once' },
      { type: 'nothing', subject: 'Never' },
    ];
    const first = await send(rep, 'activities/bulk/create', rows, key);
    expect(await send(rep, 'activities/bulk/create', rows, key)).toEqual(first);
    expect((await rep.call('GET', '/crm/v1/activities?q=Once')).body['items']).toHaveLength(1);
    const other = await rep.call('POST', '/crm/v1/activities/bulk/create', { rows: rows.slice(1) }, { key });
    expect(other.body['code']).toBe('idempotency_mismatch');
  });

  it('refuses the whole call to who may not do it at all, and what is no list of 1 to 1,000 rows', async () => {
    const support = await api.as(api.company.users.support);
    const all = { rows: [{ name: 'x' }] };
    expect((await support.call('POST', '/crm/v1/accounts/bulk/create', all)).status).toBe(403);
    expect((await support.call('POST', '/crm/v1/accounts/bulk/delete', { rows: [{ id: randomUUID() }] })).status).toBe(
      403,
    );
    for (const body of [
      {},
      { rows: [] },
      { rows: {} },
      { rows: Array.from({ length: 1_001 }, () => ({ name: 'x' })) },
    ]) {
      expect((await admin.call('POST', '/crm/v1/accounts/bulk/create', body)).status).toBe(422);
    }
  });

  it('takes 1,000 rows of some kilobytes, and writes those that are right', async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => ({
      type: n % 10 === 0 ? 'note' : 'rumour',
      subject: `Note ${n}`,
      body: 'n'.repeat(4_000),
      external_id: `note-${n}`,
    }));
    const outcome = await send(rep, 'activities/bulk/create', rows);
    expect(outcome.refused).toBe(900);
    expect(outcome.items.map(({ index, id }) => [index, id !== null])).toEqual(
      rows.map(({ type }, index) => [index, type === 'note']),
    );
  });
});
