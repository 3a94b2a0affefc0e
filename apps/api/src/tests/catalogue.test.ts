import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

let api: TestApi;
let admin: TestClient;
let rep: TestClient;

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as(api.company.users.admin);
  rep = await api.as(api.company.users.northRep);
});
afterAll(() => api[Symbol.asyncDispose]());

const send = (method: string, path: string, payload?: object) => admin.call(method, `/crm/v1/${path}`, payload);

async function make(path: string, payload: object): Promise<string> {
  const answer = await send('POST', path, payload);
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return String(answer.body['id']);
}

const makeProduct = (more: object = {}) =>
  make('products', { sku: randomUUID(), name: 'Data logger', price_minor: 14_900, currency: 'EUR', ...more });
const makeBook = (more: object = {}) => make('pricebook', { name: `Book ${randomUUID()}`, currency: 'EUR', ...more });
const makeEntry = (pricebook_id: string, product_id: string, more: object = {}) =>
  make('pricebook_entries', { pricebook_id, product_id, unit_price_minor: 12_000, ...more });

/** A refused field, as every door tells it. */
function refused(field: string, code: string) {
  const issue: unknown = expect.objectContaining({ field, code });
  return { status: 422, body: { code: 'validation_failed', errors: expect.arrayContaining([issue]) as unknown } };
}

describe('products over REST', () => {
  it('an article number belongs to one live product', async () => {
    const sku = randomUUID();
    const id = await makeProduct({ sku });
    const twin = { sku, name: 'Twin', price_minor: 1, currency: 'EUR' };
    expect(await send('POST', 'products', twin)).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect((await send('DELETE', `products/${id}`)).status).toBe(204);
    const successor = await make('products', twin);
    const back = await send('POST', `products/${id}/restore`);
    expect(back).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect((await send('DELETE', `products/${successor}`)).status).toBe(204);
    expect(await send('POST', `products/${id}/restore`)).toMatchObject({ status: 200, body: { sku } });
  });

  it('its currency is one that the company deals in, when it is made and when it changes', async () => {
    const twin = { sku: randomUUID(), name: 'Twin', price_minor: 1, currency: 'XOF' };
    expect(await send('POST', 'products', twin)).toMatchObject(refused('currency', 'unknown_currency'));
    const id = await makeProduct();
    const changed = await send('PATCH', `products/${id}`, { currency: 'XOF' });
    expect(changed).toMatchObject(refused('currency', 'unknown_currency'));
    expect((await send('PATCH', `products/${id}`, { currency: 'USD', price_minor: 1 })).status).toBe(200);
  });

  it('an inactive one has no price any more and is found by asking for it', async () => {
    const name = `Withdrawn ${randomUUID()}`;
    const id = await makeProduct({ name });
    expect(await price(id)).toMatchObject({ status: 200, body: { unit_price_minor: 14_900, source: 'list_price' } });
    expect((await send('PATCH', `products/${id}`, { active: false })).status).toBe(200);
    expect(await price(id)).toMatchObject(refused('product_id', 'unknown_product'));
    const of = async (active: boolean) =>
      (await send('GET', `products?active=${active}&q=${encodeURIComponent(name)}`)).body['items'];
    expect(await of(false)).toHaveLength(1);
    expect(await of(true)).toHaveLength(0);
  });
});

function price(product_id: string, more: Record<string, string> = {}): Promise<Answer> {
  const question = new URLSearchParams({ product_id, quantity: '1', currency: 'EUR', ...more });
  return send('GET', `pricebook/price?${question.toString()}`);
}

describe('price books over REST', () => {
  it('a currency has one default book: a new one takes the place of the old', async () => {
    const old = await makeBook({ is_default: true });
    const dollars = await makeBook({ is_default: true, currency: 'USD' });
    const next = await makeBook({ is_default: true });
    const isDefault = async (id: string) => (await send('GET', `pricebook/${id}`)).body['is_default'];
    expect(await Promise.all([old, next, dollars].map(isDefault))).toEqual([false, true, true]);
    expect((await send('PATCH', `pricebook/${old}`, { is_default: true })).status).toBe(200);
    expect(await Promise.all([old, next, dollars].map(isDefault))).toEqual([true, false, true]);
  });

  it('a deleted default leaves its place, and comes back as one of many', async () => {
    const old = await makeBook({ is_default: true });
    expect((await send('DELETE', `pricebook/${old}`)).status).toBe(204);
    expect((await send('GET', `pricebook/${old}`)).status).toBe(404);
    const next = await makeBook({ is_default: true });
    expect(await send('POST', `pricebook/${old}/restore`)).toMatchObject({ status: 200, body: { is_default: false } });
    expect((await send('GET', `pricebook/${next}`)).body['is_default']).toBe(true);
  });

  it('its currency stays, and is an active one', async () => {
    const id = await makeBook();
    expect(await send('PATCH', `pricebook/${id}`, { currency: 'USD' })).toMatchObject(refused('currency', 'fixed'));
    expect((await send('PATCH', `pricebook/${id}`, { currency: 'EUR', priority: 3 })).status).toBe(200);
    const other = await send('POST', 'pricebook', { name: 'Elsewhere', currency: 'XOF' });
    expect(other).toMatchObject(refused('currency', 'unknown_currency'));
  });

  it('its last day does not come before its first, whichever of them is sent', async () => {
    const days = { valid_from: '2031-02-01', valid_to: '2031-01-31' };
    const made = await send('POST', 'pricebook', { name: 'Backwards', currency: 'EUR', ...days });
    expect(made).toMatchObject(refused('valid_to', 'before_start'));
    const id = await makeBook({ valid_from: '2031-01-01', valid_to: '2031-01-31' });
    expect(await send('PATCH', `pricebook/${id}`, { valid_from: '2031-02-01' })).toMatchObject(
      refused('valid_to', 'before_start'),
    );
    expect(await send('PATCH', `pricebook/${id}`, { valid_to: '2030-12-31' })).toMatchObject(
      refused('valid_to', 'before_start'),
    );
    expect((await send('PATCH', `pricebook/${id}`, { valid_to: '2031-01-01' })).status).toBe(200);
    expect((await send('PATCH', `pricebook/${id}`, { valid_from: null, valid_to: null })).status).toBe(200);
  });

  it('books of a day are those whose prices hold on it, both ends included', async () => {
    const name = `Spring ${randomUUID()}`;
    await makeBook({ name, valid_from: '2031-03-01', valid_to: '2031-05-31' });
    const on = async (day: string) =>
      (await send('GET', `pricebook?valid_on=${day}&q=${encodeURIComponent(name)}`)).body['items'];
    expect(await on('2031-02-28')).toHaveLength(0);
    expect(await on('2031-03-01')).toHaveLength(1);
    expect(await on('2031-05-31')).toHaveLength(1);
    expect(await on('2031-06-01')).toHaveLength(0);
  });
});

describe('prices in the books over REST', () => {
  it('a tier holds from its quantity on, and there is one for each quantity', async () => {
    const [book, product] = [await makeBook({ priority: 900 }), await makeProduct()];
    await makeEntry(book, product);
    const tier = await makeEntry(book, product, {
      min_quantity: '10',
      unit_price_minor: 9_000,
      discount_percent: '2.5',
    });
    const twin = await send('POST', 'pricebook_entries', {
      pricebook_id: book,
      product_id: product,
      min_quantity: '10.0',
      unit_price_minor: 1,
    });
    expect(twin).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect((await price(product, { quantity: '9.999' })).body).toMatchObject({
      unit_price_minor: 12_000,
      min_quantity: '0',
    });
    expect((await price(product, { quantity: '10' })).body).toEqual({
      product_id: product,
      currency: 'EUR',
      unit_price_minor: 9_000,
      discount_percent: '2.5',
      source: 'pricebook',
      pricebook: expect.objectContaining({ id: book }) as unknown,
      entry_id: tier,
      min_quantity: '10',
    });
    expect((await send('DELETE', `pricebook_entries/${tier}`)).status).toBe(204);
    expect((await price(product, { quantity: '10' })).body['unit_price_minor']).toBe(12_000);
    expect((await send('POST', `pricebook_entries/${tier}/restore`)).status).toBe(200);
    expect((await send('PATCH', `pricebook_entries/${tier}`, { unit_price_minor: 8_500 })).status).toBe(200);
    expect((await price(product, { quantity: '10' })).body['unit_price_minor']).toBe(8_500);
  });

  it('it names a book and a product that exist', async () => {
    const [book, product] = [await makeBook(), await makeProduct()];
    const entry = { pricebook_id: book, product_id: product, unit_price_minor: 1 };
    const unknown = randomUUID();
    expect(await send('POST', 'pricebook_entries', { ...entry, pricebook_id: unknown })).toMatchObject(
      refused('pricebook_id', 'unknown_pricebook'),
    );
    const id = await makeEntry(book, product);
    expect(await send('PATCH', `pricebook_entries/${id}`, { product_id: unknown })).toMatchObject(
      refused('product_id', 'unknown_product'),
    );
  });

  it('the answer follows day, segment and the named book, and never converts another currency', async () => {
    const product = await makeProduct();
    const dated = await makeBook({ priority: 1000, valid_from: '2032-01-01', valid_to: '2032-01-31' });
    const partners = await makeBook({ priority: 990, segment: 'partner' });
    await makeEntry(dated, product, { unit_price_minor: 5_000 });
    await makeEntry(partners, product, { unit_price_minor: 6_000, min_quantity: '5' });
    const minor = async (more: Record<string, string>) => (await price(product, more)).body['unit_price_minor'];
    expect(await minor({ on: '2032-01-31' })).toBe(5_000);
    expect(await minor({ on: '2032-02-01' })).toBe(14_900);
    expect(await minor({ on: '2032-02-01', segment: 'partner', quantity: '5' })).toBe(6_000);
    expect(await minor({ on: '2032-02-01', segment: 'partner', quantity: '4' })).toBe(14_900);
    expect(await minor({ on: '2032-02-01', pricebook_id: partners, quantity: '5' })).toBe(6_000);
    const below = await price(product, { on: '2032-02-01', pricebook_id: partners, quantity: '4' });
    expect(below).toMatchObject(refused('product_id', 'no_price'));
    expect(await price(product, { currency: 'USD' })).toMatchObject(refused('product_id', 'no_price'));
    expect(await price(randomUUID())).toMatchObject(refused('product_id', 'unknown_product'));
    expect((await send('DELETE', `pricebook/${dated}`)).status).toBe(204);
    expect(await minor({ on: '2032-01-31' })).toBe(14_900);
  });

  it('whoever sells reads prices and does not set them', async () => {
    const [book, product] = [await makeBook(), await makeProduct()];
    const entry = { pricebook_id: book, product_id: product, unit_price_minor: 1 };
    expect((await rep.call('POST', '/crm/v1/pricebook_entries', entry)).status).toBe(403);
    const id = await makeEntry(book, product);
    expect(await rep.call('GET', `/crm/v1/pricebook_entries/${id}`)).toMatchObject({
      status: 200,
      body: { abilities: { update: false, delete: false } },
    });
  });
});

describe('currencies and rates over REST', () => {
  async function currencyId(code: string): Promise<string> {
    const { body } = await send('GET', `currencies?q=${code}`);
    return String((body['items'] as { id: string }[])[0]?.id);
  }

  it('only currencies of ISO 4217 are dealt in, each once, with the decimals of the standard', async () => {
    const made = await send('POST', 'currencies', { code: 'BHD', name: 'Bahraini dinar' });
    expect(made).toMatchObject({ status: 201, body: { decimals: 3, active: true, is_base: false } });
    const again = await send('POST', 'currencies', { code: 'BHD', name: 'Another' });
    expect(again).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect((await send('POST', 'currencies', { code: 'QQQ', name: 'Nothing' })).status).toBe(422);
    const id = String(made.body['id']);
    expect((await send('DELETE', `currencies/${id}`)).status).toBe(204);
    expect((await send('POST', `currencies/${id}/restore`)).status).toBe(200);
  });

  it('the base neither goes nor becomes inactive; another takes its place while no rate is told in it', async () => {
    const [euro, dollar] = [await currencyId('EUR'), await currencyId('USD')];
    expect(await send('DELETE', `currencies/${euro}`)).toMatchObject({ status: 409, body: { code: 'in_use' } });
    for (const change of [{ active: false }, { is_base: false }]) {
      const answer = await send('PATCH', `currencies/${euro}`, change);
      expect(answer).toMatchObject(refused('is_base', 'base_needed'));
    }
    expect((await send('PATCH', `currencies/${dollar}`, { is_base: true })).body['is_base']).toBe(true);
    expect((await send('GET', `currencies/${euro}`)).body['is_base']).toBe(false);
    expect((await send('PATCH', `currencies/${euro}`, { is_base: true })).status).toBe(200);
    const rate = await make('exchange_rates', { currency: 'USD', rate: '0.9', valid_from: '2020-01-01' });
    const moved = await send('PATCH', `currencies/${dollar}`, { is_base: true });
    expect(moved).toMatchObject({ status: 409, body: { code: 'in_use' } });
    expect((await send('DELETE', `exchange_rates/${rate}`)).status).toBe(204);
  });

  it('what has rates, products or price books is retired and not deleted; retired it takes nothing new', async () => {
    const id = await make('currencies', { code: 'SEK', name: 'Swedish krona' });
    const refusal = { status: 409, body: { code: 'in_use' } };
    for (const [path, more] of [
      ['exchange_rates', { currency: 'SEK', rate: '0.088', valid_from: '2020-01-01' }],
      ['products', { sku: randomUUID(), name: 'Hylla', price_minor: 1, currency: 'SEK' }],
      ['pricebook', { name: 'Sverige', currency: 'SEK' }],
    ] as const) {
      const user = await make(path, more);
      expect(await send('DELETE', `currencies/${id}`)).toMatchObject(refusal);
      expect((await send('DELETE', `${path}/${user}`)).status).toBe(204);
    }
    expect((await send('PATCH', `currencies/${id}`, { active: false })).status).toBe(200);
    const rate = await send('POST', 'exchange_rates', { currency: 'SEK', rate: '1', valid_from: '2021-01-01' });
    expect(rate).toMatchObject(refused('currency', 'unknown_currency'));
    expect((await send('DELETE', `currencies/${id}`)).status).toBe(204);
  });

  it('a rate holds from its day until the next; one per day, none for the base', async () => {
    await make('exchange_rates', { currency: 'USD', rate: '0.5', valid_from: '2030-01-01' });
    const june = await make('exchange_rates', { currency: 'USD', rate: '0.25', valid_from: '2030-06-01' });
    const convert = async (on: string, from = 'USD', to = 'EUR') =>
      send('GET', `exchange_rates/convert?amount_minor=1000&from=${from}&to=${to}&on=${on}`);
    expect((await convert('2030-05-31')).body).toEqual({
      amount_minor: 500,
      currency: 'EUR',
      rates: [
        { currency: 'USD', rate: '0.5', valid_from: '2030-01-01' },
        { currency: 'EUR', rate: '1', valid_from: null },
      ],
    });
    expect((await convert('2030-06-01')).body['amount_minor']).toBe(250);
    expect((await convert('2030-06-01', 'EUR', 'USD')).body['amount_minor']).toBe(4_000);
    expect((await convert('2030-06-01', 'USD', 'USD')).body).toMatchObject({ amount_minor: 1_000, rates: [] });
    expect(await convert('2029-12-31')).toMatchObject(refused('currency', 'no_rate'));

    const twin = await send('POST', 'exchange_rates', { currency: 'USD', rate: '2', valid_from: '2030-06-01' });
    expect(twin).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    const base = await send('POST', 'exchange_rates', { currency: 'EUR', rate: '1', valid_from: '2030-06-01' });
    expect(base).toMatchObject(refused('currency', 'is_base'));
    expect(await send('PATCH', `exchange_rates/${june}`, { currency: 'EUR' })).toMatchObject(
      refused('currency', 'is_base'),
    );
    expect((await send('PATCH', `exchange_rates/${june}`, { rate: '0.2' })).status).toBe(200);
    expect((await convert('2030-06-01')).body['amount_minor']).toBe(200);
    expect((await send('DELETE', `exchange_rates/${june}`)).status).toBe(204);
    expect((await convert('2030-06-01')).body['amount_minor']).toBe(500);
    expect((await send('POST', `exchange_rates/${june}/restore`)).status).toBe(200);
    expect((await convert('2030-06-01')).body['amount_minor']).toBe(200);
  });
});
