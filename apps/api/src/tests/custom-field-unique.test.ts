import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldDefiner, issuesOf } from '../testing/custom-fields.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const definitions = '/crm/v1/custom_fields';

describe('a unique custom field', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;
  let define: ReturnType<typeof fieldDefiner>;

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    rep = await api.as(users.northRep);
    define = fieldDefiner(admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const create = (client: TestClient, more: object, custom: object) =>
    client.call('POST', '/crm/v1/contacts', { last_name: 'Unique', custom, ...more });
  let field: Record<string, unknown>;

  beforeAll(async () => {
    field = await define('contact', {
      key: 'memberNo',
      unique: true,
      validation: { pattern: String.raw`[a-z]{2}-\d+` },
    });
  });

  it('20 parallel creates leave one record', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(admin, {}, { memberNo: 'ab-1' })));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    expect(new Set(answers.map(({ body }) => body['code']))).toEqual(new Set([undefined, 'duplicate']));
    const found = await admin.call('GET', '/crm/v1/contacts?custom.memberNo=AB-1');
    expect(found.body['items']).toHaveLength(1);
  });

  it('names the field, and the other record to who may see it', async () => {
    const made = await create(admin, {}, { memberNo: 'ab-2' });
    const taken = await create(admin, {}, { memberNo: 'ab-2' });
    expect(taken.body).toMatchObject({
      code: 'duplicate',
      field: 'custom.memberNo',
      existing: { id: made.body['id'] },
    });
    const blind = await create(rep, {}, { memberNo: 'ab-2' });
    expect(blind.body).toMatchObject({ code: 'duplicate', field: 'custom.memberNo' });
    expect(blind.body).not.toHaveProperty('existing');
    const other = await create(admin, {}, { memberNo: 'ab-3' });
    const moved = await admin.call('PATCH', `/crm/v1/contacts/${String(other.body['id'])}`, {
      custom: { memberNo: 'ab-2' },
    });
    expect(moved.body).toMatchObject({ code: 'duplicate', field: 'custom.memberNo' });
  });

  it('offers what lies in the trash, makes another when told so, and then refuses to restore', async () => {
    const made = await create(admin, {}, { memberNo: 'ab-4' });
    const one = `/crm/v1/contacts/${String(made.body['id'])}`;
    await admin.call('DELETE', one);
    const offered = await create(admin, {}, { memberNo: 'ab-4' });
    expect(offered.status).toBe(409);
    expect(offered.body).toMatchObject({ code: 'exists_in_trash', existing: { id: made.body['id'] } });
    expect((await create(rep, {}, { memberNo: 'ab-4' })).status).toBe(201);
    const restored = await admin.call('POST', `${one}/restore`);
    expect(restored.status).toBe(409);
    expect(restored.body).toMatchObject({ code: 'duplicate', field: 'custom.memberNo' });
  });

  it('is the same for an id of another system', async () => {
    const made = await create(admin, { external_id: 'erp-1' }, {});
    expect(made.body['external_id']).toBe('erp-1');
    const taken = await create(admin, { external_id: 'erp-1' }, {});
    expect(taken.body).toMatchObject({ code: 'duplicate', field: 'external_id', existing: { id: made.body['id'] } });
    expect((await admin.call('GET', '/crm/v1/contacts?external_id=erp-1')).body['items']).toHaveLength(1);
    await admin.call('DELETE', `/crm/v1/contacts/${String(made.body['id'])}`);
    expect((await create(admin, { external_id: 'erp-1' }, {})).body).toMatchObject({ code: 'exists_in_trash' });
    expect((await create(admin, { external_id: 'erp-1', confirm_duplicate: true }, {})).status).toBe(201);
    const restored = await admin.call('POST', `/crm/v1/contacts/${String(made.body['id'])}/restore`);
    expect(restored.body).toMatchObject({ code: 'duplicate', field: 'external_id' });
  });

  it('matches its pattern as a whole', async () => {
    for (const value of ['ab-1x', 'xab-1', 'AB-9']) {
      const refused = await create(admin, {}, { memberNo: value });
      expect([refused.status, issuesOf(refused)]).toEqual([422, ['custom.memberNo']]);
    }
  });

  it('becomes unique only if its values are, and may stop to be', async () => {
    const plain = await define('contact', { key: 'badge' });
    await create(admin, {}, { badge: 'x' });
    const second = await create(admin, {}, { badge: 'X' });
    const one = `${definitions}/${String(plain['id'])}`;
    expect((await admin.call('PATCH', one, { unique: true })).body).toMatchObject({ code: 'duplicate' });
    await admin.call('PATCH', `/crm/v1/contacts/${String(second.body['id'])}`, { custom: { badge: 'y' } });
    expect((await admin.call('PATCH', one, { unique: true })).status).toBe(200);
    expect((await create(admin, {}, { badge: 'Y' })).status).toBe(409);
    expect((await admin.call('PATCH', one, { unique: false })).status).toBe(200);
    expect((await create(admin, {}, { badge: 'Y' })).status).toBe(201);
  });

  it('keeps its values under another name', async () => {
    const one = `${definitions}/${String(field['id'])}`;
    expect((await admin.call('PATCH', one, { key: 'member' })).status).toBe(422);
    const renamed = await admin.call('POST', `${one}/rename`, { key: 'member' });
    expect(renamed.body).toMatchObject({ key: 'member' });
    const found = await admin.call('GET', '/crm/v1/contacts?custom.member=ab-2');
    expect(found.body['items']).toMatchObject([{ custom: { member: 'ab-2' } }]);
    expect((await admin.call('GET', '/crm/v1/contacts?custom.memberNo=ab-2')).status).toBe(400);
    // A new field of the old name begins empty.
    await define('contact', { key: 'memberNo', type: 'number' });
    expect((await admin.call('GET', '/crm/v1/contacts?custom.member=ab-2')).body['items']).toMatchObject([
      { custom: { member: 'ab-2', memberNo: null } },
    ]);
  });

  it('goes and comes back with its values', async () => {
    const one = `${definitions}/${String(field['id'])}`;
    for (const [hide, show] of [
      [() => admin.call('PATCH', one, { active: false }), () => admin.call('PATCH', one, { active: true })],
      [() => admin.call('DELETE', one), () => admin.call('POST', `${one}/restore`)],
    ] as const) {
      expect((await hide()).status).toBeLessThan(300);
      expect((await admin.call('GET', '/crm/v1/contacts')).text).not.toContain('ab-2');
      expect((await create(admin, {}, { member: 'ab-9' })).status).toBe(422);
      expect((await show()).status).toBe(200);
      expect((await admin.call('GET', '/crm/v1/contacts?custom.member=ab-2')).body['items']).toHaveLength(1);
    }
  });
});
