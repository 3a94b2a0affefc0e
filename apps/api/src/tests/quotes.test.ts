import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfDocuments } from '@crm/documents/pdf-documents';
import { readPdf } from '@crm/documents/testing/read-pdf';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const documents = pdfDocuments({ seller: { name: 'Halden Instruments AS', details: [] } });
let api: TestApi;
let rep: TestClient;
let admin: TestClient;
let accountId: string;
let productId: string;

beforeAll(async () => {
  api = await startTestApi({ documents });
  rep = await api.as(api.company.users.northRep);
  admin = await api.as(api.company.users.admin);
  accountId = await make(rep, 'accounts', { name: 'Nordlys Fisk', billing_address: { city: 'Tromsø', country: 'NO' } });
  productId = await make(admin, 'products', {
    sku: 'HL-200',
    name: 'Data logger',
    price_minor: 14_900,
    currency: 'EUR',
    tax_rate: '20.00',
  });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await documents.close();
});

async function make(client: TestClient, path: string, payload: object): Promise<string> {
  const answer = await client.call('POST', `/crm/v1/${path}`, payload);
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return String(answer.body['id']);
}

const makeQuote = (lines: object[], more: object = {}) =>
  make(rep, 'quotes', { account_id: accountId, currency: 'EUR', lines, ...more });

describe('quotes over REST', () => {
  it('decimals are text in one writing, amounts minor units, and the totals those of the lines', async () => {
    const id = await makeQuote([{ product_id: productId, quantity: '02.50', discount_percent: '10.0' }]);
    const { body, headers } = await rep.call('GET', `/crm/v1/quotes/${id}`);
    expect(body).toMatchObject({
      status: 'draft',
      subtotal_minor: 37_250,
      discount_minor: 3_725,
      tax_minor: 6_705,
      total_minor: 40_230,
      lines: [
        { product_id: productId, quantity: '2.5', discount_percent: '10', tax_rate: '20', list_price_minor: 14_900 },
      ],
    });
    expect(headers.get('etag')).toBe(`"${String(body['version'])}"`);
  });

  it.each([[1], ['-1'], ['1.2345'], ['1e3'], ['']])('a quantity of %j is refused', async (quantity) => {
    const lines = [{ product_id: productId, quantity }];
    const answer = await rep.call('POST', '/crm/v1/quotes', { account_id: accountId, currency: 'EUR', lines });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body['errors'] ?? answer.body)).toContain('lines.0.quantity');
  });

  it('the way of a quote: asked for, approved by another, sent, accepted', async () => {
    const id = await makeQuote([{ product_id: productId, discount_percent: '25' }]);
    const step = (client: TestClient, verb: string, payload: object = {}) =>
      client.call('POST', `/crm/v1/quotes/${id}/${verb}`, payload);
    expect((await step(rep, 'send')).status).toBe(409);
    expect((await step(rep, 'submit')).body['status']).toBe('pending_approval');
    expect((await step(rep, 'approve')).status).toBe(403);
    const manager = await api.as(api.company.users.northManager);
    expect((await step(manager, 'reject', {})).status).toBe(422);
    expect((await step(manager, 'approve', { comment: 'Fine' })).body['status']).toBe('approved');
    const sent = await step(rep, 'send');
    expect(sent.body['status']).toBe('sent');
    expect((await rep.call('PATCH', `/crm/v1/quotes/${id}`, { notes: 'x' })).body['code']).toBe('invalid_transition');
    expect((await step(rep, 'accept')).body['status']).toBe('accepted');
    const invoices = await rep.call('GET', `/crm/v1/invoices?quote_id=${id}`);
    expect(invoices.body['items']).toMatchObject([{ status: 'issued', total_minor: sent.body['total_minor'] }]);
  });

  it('replaces the whole by PUT: what is left out is cleared, lines too', async () => {
    const id = await makeQuote([{ product_id: productId }], { notes: 'Net 14 days' });
    const put = (ifMatch: string) =>
      rep.call('PUT', `/crm/v1/quotes/${id}`, { account_id: accountId, currency: 'EUR' }, { ifMatch });
    expect((await put('"9"')).status).toBe(412);
    expect((await put('"1"')).body).toMatchObject({ notes: null, lines: [], total_minor: 0 });
  });
});

describe('prices and rates over REST', () => {
  it('tells what a product costs and why', async () => {
    const book = await make(admin, 'pricebook', { name: 'Volume', currency: 'EUR', priority: 1 });
    await make(admin, 'pricebook_entries', {
      pricebook_id: book,
      product_id: productId,
      min_quantity: '10',
      unit_price_minor: 12_900,
    });
    const ask = (query: string) => rep.call('GET', `/crm/v1/pricebook/price?product_id=${productId}&${query}`);
    expect((await ask('currency=EUR&quantity=9')).body).toMatchObject({
      source: 'list_price',
      unit_price_minor: 14_900,
    });
    expect((await ask('currency=EUR&quantity=10')).body).toMatchObject({
      source: 'pricebook',
      unit_price_minor: 12_900,
      pricebook: { id: book, name: 'Volume' },
      min_quantity: '10',
    });
    expect((await ask('currency=USD&quantity=1')).status).toBe(422);
  });

  it('converts by the rate of the day and refuses a day without one', async () => {
    const base = '/crm/v1/exchange_rates';
    await make(admin, 'exchange_rates', { currency: 'USD', rate: '0.90', valid_from: '2026-01-01' });
    await make(admin, 'exchange_rates', { currency: 'USD', rate: '0.95', valid_from: '2026-03-01' });
    const ask = (on: string) => rep.call('GET', `${base}/convert?amount_minor=10000&from=USD&to=EUR&on=${on}`);
    expect((await ask('2026-02-28')).body).toMatchObject({ amount_minor: 9_000, currency: 'EUR' });
    expect((await ask('2026-03-01')).body).toMatchObject({
      amount_minor: 9_500,
      rates: [
        { currency: 'USD', rate: '0.95', valid_from: '2026-03-01' },
        { currency: 'EUR', rate: '1' },
      ],
    });
    expect((await ask('2025-12-31')).status).toBe(422);
    expect((await rep.call('POST', base, { currency: 'USD', rate: '1', valid_from: '2026-05-01' })).status).toBe(403);
  });
});

describe('a quote as PDF', () => {
  it('says what the record says (PLAN-043)', async () => {
    const id = await makeQuote([{ product_id: productId, quantity: '3' }], { language: 'ru' });
    const { body } = await rep.call('GET', `/crm/v1/quotes/${id}`);
    const answer = await fetchPdf(rep, id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(`filename="${String(body['number'])}.pdf"`);
    const text = readPdf(new Uint8Array(await answer.arrayBuffer())).text.replace(/\s/gu, '');
    expect(text).toContain('КоммерческоепредложениеQ-');
    expect(text).toContain('NordlysFiskTromsøНорвегия');
    expect(body['total_minor']).toBe(53_640);
    expect(text).toContain('Итого536,40EUR');
  });

  it('is for those who may read the quote', async () => {
    const id = await makeQuote([{ product_id: productId }]);
    const { users } = api.company;
    const statuses = async (clients: TestClient[]) =>
      Promise.all(clients.map(async (client) => (await fetchPdf(client, id)).status));
    expect(await statuses([api.nobody, await api.as(users.support), await api.as(users.southRep), admin])).toEqual([
      401, 403, 404, 200,
    ]);
    expect((await fetchPdf(rep, randomUUID())).status).toBe(404);
    expect((await fetchPdf(rep, 'x')).status).toBe(400);
  });

  it('is in the OpenAPI document', async () => {
    const { body } = await rep.call('GET', '/crm/v1/openapi.json');
    expect(body['paths']).toMatchObject({
      '/crm/v1/quotes/{id}/pdf': { get: { responses: { '200': { content: { 'application/pdf': {} } } } } },
    });
  });
});

function fetchPdf(client: TestClient, id: string): Promise<Response> {
  const headers: Record<string, string> = client.token === '' ? {} : { authorization: `Bearer ${client.token}` };
  return fetch(`${api.url}/crm/v1/quotes/${id}/pdf`, { headers });
}
