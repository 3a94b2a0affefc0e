import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldDefiner } from '../testing/custom-fields.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const listed = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), custom: z.record(z.string(), z.unknown()) })),
  next_cursor: z.string().nullable(),
});

describe('lists of records with custom fields', () => {
  let api: TestApi;
  let admin: TestClient;
  let define: ReturnType<typeof fieldDefiner>;

  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.as(api.company.users.admin);
    define = fieldDefiner(admin);
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const filtered = (query: string) => admin.call('GET', `/crm/v1/leads?limit=200&${query}`);
  const names = async (query: string) => {
    const answer = await filtered(query);
    expect(answer.status, answer.text).toBe(200);
    return listed
      .parse(answer.body)
      .items.map(({ name }) => name)
      .toSorted();
  };

  beforeAll(async () => {
    await define('lead', { key: 'city', type: 'text' });
    await define('lead', { key: 'floorSpace', type: 'number' });
    await define('lead', { key: 'budget', type: 'money' });
    await define('lead', { key: 'opens', type: 'date' });
    await define('lead', { key: 'isNew', type: 'boolean' });
    const options = ['a', 'b', 'c'].map((key) => ({ key, label: { en: key } }));
    await define('lead', { key: 'needs', type: 'multi_choice', options });
    const leads = [
      {
        city: 'Oslo, Norge',
        floorSpace: 100,
        budget: { minor: 500, currency: 'EUR' },
        opens: '2026-01-01',
        isNew: true,
        needs: ['a'],
      },
      {
        city: 'oslo, norge',
        floorSpace: 99.5,
        budget: { minor: 500, currency: 'NOK' },
        opens: '2026-06-01',
        isNew: false,
        needs: ['a', 'b'],
      },
      { city: 'Bergen', floorSpace: -3, budget: { minor: 900, currency: 'EUR' }, opens: '2027-01-01', needs: ['c'] },
      {},
    ];
    for (const [index, custom] of leads.entries()) {
      const made = await admin.call('POST', '/crm/v1/leads', { last_name: `L${index}`, custom });
      expect(made.status, made.text).toBe(201);
    }
  });

  it.each([
    ['custom.city=OSLO, norge', ['L0', 'L1']],
    ['custom.city=Oslo', []],
    ['custom.floorSpace=100', ['L0']],
    ['custom.floorSpace=100,-3', ['L0', 'L2']],
    ['custom.floorSpace.from=99.5', ['L0', 'L1']],
    ['custom.floorSpace.from=-3&custom.floorSpace.to=99.5', ['L1', 'L2']],
    ['custom.budget=500', ['L0', 'L1']],
    ['custom.budget.to=500&custom.budget.currency=EUR', ['L0']],
    ['custom.budget.currency=EUR', ['L0', 'L2']],
    ['custom.opens.from=2026-06-01', ['L1', 'L2']],
    ['custom.opens=2026-01-01,2027-01-01', ['L0', 'L2']],
    ['custom.isNew=true', ['L0']],
    ['custom.needs=b,c', ['L1', 'L2']],
    ['custom.needs=a&custom.floorSpace.to=99.5', ['L1']],
  ])('filters by %s', async (query, expected) => {
    const encoded = query.replaceAll(' ', '%20');
    expect(await names(encoded)).toEqual(expected);
    expect((await admin.call('GET', `/crm/v1/leads/count?${encoded}`)).body['count']).toBe(expected.length);
  });

  it.each([
    'custom.nothing=1',
    'custom.=1',
    'custom.floorSpace=many',
    'custom.floorSpace=',
    'custom.city.from=a',
    'custom.opens=2026-13-01',
    'custom.isNew=yes',
    'custom.budget.currency=euro',
    'custom.floorspace=1',
    'custom.floorSpace=1&custom.floorSpace.to=2',
    'sort=custom.nothing',
    'sort=custom.needs',
    'sort=custom.',
    'custom.__proto__=1',
  ])('refuses %s with 400', async (query) => {
    expect((await filtered(query)).status).toBe(400);
  });

  it('takes the same filters over tRPC', async () => {
    const find = async (custom: object) => {
      const input = encodeURIComponent(JSON.stringify({ filter: { custom } }));
      const answer = await admin.call('GET', `/trpc/lead.list?input=${input}`);
      const { items } = z
        .object({ result: z.object({ data: z.object({ items: z.array(z.object({ name: z.string() })) }) }) })
        .parse(answer.body).result.data;
      return items.map(({ name }) => name).toSorted();
    };
    expect(await find({ floorSpace: { from: 99.5, to: 100 } })).toEqual(['L0', 'L1']);
    expect(await find({ needs: ['b', 'c'], isNew: false })).toEqual(['L1']);
  });

  it.each([
    ['custom.city', ['L2', 'L0', 'L1', 'L3']],
    ['-custom.city', ['L1', 'L0', 'L2', 'L3']],
    ['custom.floorSpace', ['L2', 'L1', 'L0', 'L3']],
    ['-custom.floorSpace', ['L0', 'L1', 'L2', 'L3']],
    ['-custom.budget', ['L2', 'L1', 'L0', 'L3']],
    ['custom.opens', ['L0', 'L1', 'L2', 'L3']],
    ['custom.isNew', ['L1', 'L0', 'L2', 'L3']],
    ['-custom.isNew', ['L0', 'L1', 'L3', 'L2']],
  ])('are ordered by %s, page by page, without a value last', async (sort, expected) => {
    for (const limit of [1, 2, 3, 4]) {
      for (const q of ['', '&q=l']) {
        const found: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
          const answer = await admin.call('GET', `/crm/v1/leads?sort=${sort}&limit=${limit}${from}${q}`);
          expect(answer.status, answer.text).toBe(200);
          const page = listed.parse(answer.body);
          found.push(...page.items.map(({ name }) => name));
          cursor = page.next_cursor;
        }
        expect(found, `${limit} ${q}`).toEqual(expected);
      }
    }
  });
});
