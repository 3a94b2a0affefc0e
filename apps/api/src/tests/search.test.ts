import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { searchTypes } from '@crm/domain/search/search';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const hits = z.object({
  items: z.array(z.object({ type: z.string(), id: z.string(), name: z.string(), detail: z.string().nullable() })),
});

describe('one search over everything', () => {
  let api: TestApi;
  let admin: TestClient;
  let rep: TestClient;

  async function make(client: TestClient, path: string, body: object): Promise<string> {
    const answer = await client.call('POST', `/crm/v1/${path}`, body);
    expect(answer.status, answer.text).toBe(201);
    return String(answer.body['id']);
  }

  async function find(client: TestClient, query: string) {
    const answer = await client.call('GET', `/crm/v1/search?${query}`);
    expect(answer.status, answer.text).toBe(200);
    return hits.parse(answer.body).items;
  }

  beforeAll(async () => {
    api = await startTestApi();
    const { users } = api.company;
    admin = await api.as(users.admin);
    rep = await api.as(users.northRep);
    const account = await make(rep, 'accounts', { name: 'Zephyr Cold Chain', email: 'info@zephyr.example' });
    await make(admin, 'accounts', { name: 'Zephyr of others' });
    await make(rep, 'contacts', { last_name: 'Zephyr', account_id: account });
    await make(rep, 'leads', { last_name: 'Zephyr', company: 'Zephyr Ltd' });
    await make(rep, 'opportunities', { name: 'Zephyr loggers' });
    await make(admin, 'products', { sku: 'ZEPHYR-1', name: 'Zephyr sensor', price_minor: 100, currency: 'EUR' });
    await make(admin, 'tickets', { subject: 'Zephyr is down' });
    const subscription = { unit_price_minor: 1, billing_interval: 'month', currency: 'EUR' };
    await make(admin, 'subscriptions', { name: 'Zephyr care', account_id: account, ...subscription });
    await make(admin, 'campaigns', { name: 'Zephyr in spring', channel: 'email' });
    await make(admin, 'kb_articles', { title: 'Zephyr resets', body: 'Hold the button.', language: 'en' });
  });
  afterAll(() => api[Symbol.asyncDispose]());

  it('finds every kind of record, in one order, with a word on what it is', async () => {
    const found = await find(admin, 'q=zephyr');
    const types = found.map(({ type }) => type);
    const order = searchTypes.filter((type) => types.includes(type));
    expect([...new Set(types)]).toEqual(order);
    expect(order).toEqual([
      'account',
      'contact',
      'opportunity',
      'lead',
      'ticket',
      // The subscription's first.
      'invoice',
      'subscription',
      'campaign',
      'product',
      'kb_article',
    ]);
    expect(found.find(({ type }) => type === 'contact')).toMatchObject({ name: 'Zephyr', detail: 'Zephyr Cold Chain' });
    expect(found.find(({ type }) => type === 'product')).toMatchObject({ name: 'Zephyr sensor', detail: 'ZEPHYR-1' });
  });

  it('shows each caller what they may see, and refuses nobody for what they may not', async () => {
    expect((await find(rep, 'q=zephyr')).filter(({ type }) => type === 'account')).toMatchObject([
      { name: 'Zephyr Cold Chain' },
    ]);
    const support = await api.as(api.company.users.support);
    expect((await find(support, 'q=zephyr')).map(({ type }) => type)).not.toContain('lead');
    expect(await find(support, 'q=zephyr&types=lead,opportunity')).toEqual([]);
  });

  it('is narrowed to kinds, and gives more of them when asked', async () => {
    const rows = Array.from({ length: 8 }, (_, n) => ({ last_name: `Quill ${n}` }));
    await rep.call('POST', '/crm/v1/contacts/bulk/create', { rows });
    expect(new Set((await find(admin, 'q=zephyr&types=lead,product')).map(({ type }) => type))).toEqual(
      new Set(['lead', 'product']),
    );
    expect(await find(rep, 'q=quill')).toHaveLength(5);
    expect(await find(rep, 'q=quill&limit=8')).toHaveLength(8);
    for (const query of ['q=x&types=nothing', 'q=x&limit=21', 'q=x&limit=0', 'types=lead', 'q=x&kinds=lead']) {
      expect((await rep.call('GET', `/crm/v1/search?${query}`)).status, query).toBe(400);
    }
  });
});
