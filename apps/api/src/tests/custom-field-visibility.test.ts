import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldDefiner, issuesOf } from '../testing/custom-fields.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const accounts = '/crm/v1/accounts';
const definitions = '/crm/v1/custom_fields';
const listed = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), custom: z.record(z.string(), z.unknown()) })),
  next_cursor: z.string().nullable(),
});

describe('a custom field that a role does not see', () => {
  let api: TestApi;
  let admin: TestClient;
  let manager: TestClient;
  let rep: TestClient;
  let define: ReturnType<typeof fieldDefiner>;

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    manager = await api.as(users.northManager);
    rep = await api.as(users.northRep);
    define = fieldDefiner(admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  let account: Record<string, unknown>;
  let one: string;
  let hiddenId: unknown;

  beforeAll(async () => {
    const hidden = await define('account', { key: 'margin', type: 'number', visible_to: ['manager'], unique: true });
    hiddenId = hidden['id'];
    await define('account', { key: 'rank', type: 'number', editable_by: ['manager'], default_value: 1 });
    account = (await rep.call('POST', accounts, { name: 'Hidden' })).body;
    one = `${accounts}/${String(account['id'])}`;
    const set = await manager.call('PATCH', one, { custom: { margin: 42_424_242, rank: 2 } });
    expect(set.body['custom']).toMatchObject({ margin: 42_424_242, rank: 2 });
  });

  it('is absent from every answer', async () => {
    const input = encodeURIComponent(JSON.stringify({ id: account['id'] }));
    const many = encodeURIComponent(JSON.stringify({ ids: [account['id']] }));
    const answers = [
      await rep.call('GET', one),
      await rep.call('GET', `${accounts}?q=hidden`),
      await rep.call('GET', `${accounts}/search?q=hidden`),
      await rep.call('GET', `/crm/v1/search?q=hidden`),
      await rep.call('PATCH', one, { industry: 'Cold chain' }),
      await rep.call('GET', `/crm/v1/timeline?subject_type=account&subject_id=${String(account['id'])}`),
      await rep.call('GET', '/crm/v1/timeline'),
      await rep.call('GET', `${accounts}/${String(account['id'])}/overview`),
      await rep.call('GET', `/trpc/account.get?input=${input}`),
      await rep.call('GET', `/trpc/account.getMany?input=${many}`),
      await rep.call('GET', definitions),
    ];
    for (const answer of answers) {
      expect(answer.status, answer.text).toBe(200);
      expect(answer.text).not.toMatch(/margin|42424242/u);
    }
    expect(answers[0]?.text).toContain('"rank":2');
    expect((await rep.call('GET', `${definitions}/${String(hiddenId)}`)).status).toBe(404);
    // The same answers tell it to who may see it, so that the absence above means something.
    for (const path of [one, `${accounts}?q=hidden`, '/crm/v1/timeline', definitions]) {
      expect((await manager.call('GET', path)).text).toContain('margin');
    }
    expect((await admin.call('GET', `/crm/v1/auditlog?record_id=${String(account['id'])}`)).text).toContain(
      '"custom.margin":{"old":null,"new":42424242}',
    );
  });

  it('is unknown to filters, sorts, counts and writes', async () => {
    for (const query of ['custom.margin=1', 'custom.margin.from=1', 'sort=custom.margin', 'sort=-custom.margin']) {
      expect((await rep.call('GET', `${accounts}?${query}`)).status, query).toBe(400);
      expect((await manager.call('GET', `${accounts}?${query}`)).status, query).toBe(200);
    }
    expect((await rep.call('GET', `${accounts}/count?custom.margin=1`)).status).toBe(400);
    expect(listed.parse((await rep.call('GET', `${accounts}?q=42424242`)).body).items).toEqual([]);
    const nothing = await rep.call('PATCH', one, { custom: { nothing: 1 } });
    const hidden = await rep.call('PATCH', one, { custom: { margin: 1 } });
    expect([nothing.status, hidden.status]).toEqual([422, 422]);
    // The two refusals do not tell an invisible field from one that is not there.
    expect(hidden.text.replaceAll('margin', 'nothing').replace(/"request_id":"[^"]*"/u, '')).toBe(
      nothing.text.replace(/"request_id":"[^"]*"/u, ''),
    );
  });

  it('keeps its value when somebody who does not see it replaces the record', async () => {
    const { version } = z.object({ version: z.number() }).parse((await rep.call('GET', one)).body);
    const put = await rep.call('PUT', one, { name: 'Hidden', custom: { rank: 2 } }, { ifMatch: `"${version}"` });
    expect(put.status, put.text).toBe(200);
    expect((await manager.call('GET', one)).body['custom']).toMatchObject({ margin: 42_424_242, rank: 2 });
  });

  it('is changed by those who may edit it only', async () => {
    const refused = await rep.call('PATCH', one, { custom: { rank: 5 } });
    expect(refused.status).toBe(422);
    expect(issuesOf(refused)).toEqual(['custom.rank']);
    expect((await rep.call('PATCH', one, { custom: { rank: 2 } })).status).toBe(200);
    expect((await manager.call('PATCH', one, { custom: { rank: 3 } })).status).toBe(200);
    expect((await rep.call('POST', accounts, { name: 'Other' })).body['custom']).toMatchObject({ rank: 1 });
  });

  it('only administrators define', async () => {
    const body = { entity: 'account', key: 'mine', type: 'text', label: { en: 'Mine' } };
    for (const client of [manager, rep]) expect((await client.call('POST', definitions, body)).status).toBe(403);
  });
});
