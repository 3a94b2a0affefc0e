import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extensibleNames, type ExtensibleName } from '@crm/domain/extension';
import { resources } from '@crm/domain/registry';
import { fieldDefiner } from '../testing/custom-fields.ts';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const listed = z.object({ items: z.array(z.object({ id: z.string() })) });
const saved = z.object({ items: z.array(z.object({ status: z.string(), id: z.string().nullable() })) });

/** What one of each is made of at the least; `accountId` is filled in where the definition asks for one. */
const bodies: Readonly<Record<ExtensibleName, Readonly<Record<string, unknown>>>> = {
  account: { name: 'Extended' },
  contact: { last_name: 'Extended' },
  lead: { last_name: 'Extended', email: 'extended@lead.example' },
  opportunity: { name: 'Extended' },
  activity: { type: 'task', subject: 'Extended' },
  product: { sku: 'EXT-1', name: 'Extended', price_minor: 100, currency: 'EUR' },
  quote: { account_id: '', currency: 'EUR', lines: [{ description: 'Box', unit_price_minor: 100 }] },
  invoice: {
    account_id: '',
    currency: 'EUR',
    lines: [{ description: 'Box', quantity: '1', unit_price_minor: 100 }],
  },
  subscription: {
    account_id: '',
    name: 'Extended',
    currency: 'EUR',
    billing_interval: 'month',
    quantity: '1',
    unit_price_minor: 100,
  },
  ticket: { subject: 'Extended' },
  campaign: { name: 'Extended', channel: 'event' },
};

let api: TestApi;
let admin: TestClient;
let accountId: string;
let tagId: string;
let define: ReturnType<typeof fieldDefiner>;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as(api.company.users.admin);
  define = fieldDefiner(admin);
  accountId = await make('accounts', { name: 'Nordlys Fisk' });
  tagId = await make('tags', { name: 'Watched' });
});
afterAll(() => api[Symbol.asyncDispose]());

async function make(path: string, body: object): Promise<string> {
  const answer = await admin.call('POST', `/crm/v1/${path}`, body);
  expect(answer.status, answer.text).toBe(201);
  return String(answer.body['id']);
}

function bodyOf(name: ExtensibleName, more: object): Record<string, unknown> {
  const body = bodies[name];
  return { ...body, ...('account_id' in body ? { account_id: accountId } : {}), ...more };
}

const ids = async (path: string) => listed.parse((await admin.call('GET', path)).body).items.map(({ id }) => id);

describe.each(extensibleNames.map((name) => [name, resources[name].path] as const))('each %s', (name, path) => {
  const external = `erp-${name}`;
  let id: string;

  it('is made and found again by the id of another system', async () => {
    await define(name, { key: 'grade', type: 'number', default_value: 3 });
    const rows = [bodyOf(name, { external_id: external, custom: { grade: 7 } })];
    const first = saved.parse((await admin.call('POST', `/crm/v1/${path}/bulk/upsert`, { rows })).body).items[0];
    expect(first?.status).toBe('created');
    id = String(first?.id);
    const again = { rows: [{ external_id: external, custom: { grade: 8 } }] };
    const second = saved.parse((await admin.call('POST', `/crm/v1/${path}/bulk/upsert`, again)).body).items;
    expect(second).toMatchObject([{ status: 'updated', id }]);
    const { body } = await admin.call('GET', `/crm/v1/${path}/${id}`);
    expect(body).toMatchObject({ external_id: external, custom: { grade: 8 } });
    expect(await ids(`/crm/v1/${path}?external_id=${external}`)).toEqual([id]);
  });

  it('is filtered and sorted by custom fields, which have their defaults', async () => {
    const other = await make(path, bodyOf(name, another(name, 2)));
    expect(await ids(`/crm/v1/${path}?custom.grade=8`)).toEqual([id]);
    expect(await ids(`/crm/v1/${path}?custom.grade=3`)).toContain(other);
    expect((await ids(`/crm/v1/${path}?sort=-custom.grade`))[0]).toBe(id);
  });

  it('refuses an id of another system and a unique value that another one has', async () => {
    await define(name, { key: 'serial', unique: true });
    await admin.call('PATCH', `/crm/v1/${path}/${id}`, { custom: { serial: 'a-1' } });
    const twice = await admin.call(
      'POST',
      `/crm/v1/${path}`,
      bodyOf(name, { external_id: external, ...another(name, 3) }),
    );
    expect(twice.body).toMatchObject({ code: 'duplicate', field: 'external_id', existing: { id } });
    const held = await admin.call(
      'POST',
      `/crm/v1/${path}`,
      bodyOf(name, { custom: { serial: 'A-1' }, ...another(name, 3) }),
    );
    expect(held.body).toMatchObject({ code: 'duplicate', field: 'custom.serial', existing: { id } });
  });

  it('carries tags', async () => {
    expect((await admin.call('PUT', `/crm/v1/${path}/${id}/tags/${tagId}`)).status).toBe(204);
    expect(await ids(`/crm/v1/${path}?tags=watched`)).toEqual([id]);
    expect((await admin.call('GET', `/crm/v1/${path}/${id}`)).body['tags']).toMatchObject([{ name: 'Watched' }]);
    expect((await admin.call('DELETE', `/crm/v1/${path}/${id}/tags/${tagId}`)).status).toBe(204);
    expect(await ids(`/crm/v1/${path}?tags=watched`)).toEqual([]);
  });
});

/** So that no rule against doubles of the noun itself stands in the way. @param count of those that there are */
function another(name: ExtensibleName, count: number): object {
  if (name === 'product') return { sku: `EXT-${count}` };
  if (name === 'account') return { name: `Other ${count}` };
  if (name === 'contact') return { last_name: `Other ${count}` };
  if (name === 'lead') return { email: `other-${count}@lead.example`, last_name: `Other ${count}` };
  return {};
}

describe('what is said to a customer', () => {
  it('an invoice that was issued takes custom values and an id of another system, and no other word', async () => {
    const id = await make('invoices', bodyOf('invoice', {}));
    const one = `/crm/v1/invoices/${id}`;
    expect((await admin.call('POST', `${one}/issue`)).status).toBe(200);
    const noted = await admin.call('PATCH', one, { external_id: 'ledger-1', custom: { grade: 5 } });
    expect(noted.status, noted.text).toBe(200);
    expect(noted.body).toMatchObject({ status: 'issued', external_id: 'ledger-1', custom: { grade: 5 } });
    expect((await admin.call('PATCH', one, { notes: 'Later', custom: { grade: 6 } })).status).toBe(409);
    expect((await admin.call('GET', one)).body['custom']).toMatchObject({ grade: 5 });
  });

  it('a quote stays sent when its custom values change; its next revision keeps them, but for what is unique', async () => {
    const id = await make('quotes', bodyOf('quote', { external_id: 'offer-1', custom: { grade: 4, serial: 'q-1' } }));
    const one = `/crm/v1/quotes/${id}`;
    for (const step of ['submit', 'send']) expect((await admin.call('POST', `${one}/${step}`)).status).toBe(200);
    const noted = await admin.call('PATCH', one, { custom: { grade: 5 } });
    expect(noted.body).toMatchObject({ status: 'sent', custom: { grade: 5, serial: 'q-1' } });
    const next = await admin.call('POST', `${one}/revise`);
    expect(next.status, next.text).toBe(201);
    expect(next.body).toMatchObject({ revision: 2, external_id: null, custom: { grade: 5, serial: null } });
  });
});
