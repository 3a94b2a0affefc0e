import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfDocuments } from '@crm/documents/pdf-documents';
import { readPdf } from '@crm/documents/testing/read-pdf';
import type { TestUser } from '@crm/core/testing/company';
import { startTestApi, type Answer, type TestApi, type TestClient } from '../testing/test-api.ts';

const documents = pdfDocuments({ seller: { name: 'Halden Instruments AS', details: [] } });

describe('billing over REST', () => {
  let api: TestApi;
  let manager: TestClient;
  let accountId: string;

  beforeAll(async () => {
    api = await startTestApi({ documents });
    manager = await api.as(api.company.users.northManager);
    const rep = await api.as(api.company.users.northRep);
    accountId = String((await rep.call('POST', '/crm/v1/accounts', { name: 'Lumen Logistics' })).body['id']);
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await documents.close();
  });

  const lines = [{ description: 'Loggers', quantity: '2.5', unit_price_minor: 4_000, tax_rate: '7.7' }];
  const path = (answer: Answer, verb: string) => `/crm/v1/invoices/${String(answer.body['id'])}/${verb}`;

  async function issue(): Promise<Answer> {
    const draft = await manager.call('POST', '/crm/v1/invoices', { account_id: accountId, currency: 'EUR', lines });
    expect(draft.status).toBe(201);
    const issued = await manager.call('POST', path(draft, 'issue'), {});
    expect(issued.status).toBe(200);
    return issued;
  }

  it('a draft is issued, paid in parts, and refuses a payment too many', async () => {
    const issued = await issue();
    expect(issued.body).toMatchObject({ status: 'issued', total_minor: 10_770, balance_minor: 10_770 });
    expect(issued.body['number']).toMatch(/^INV-\d{4}-\d{5}$/u);
    const stale = await manager.call('POST', path(issued, 'payments'), { amount_minor: 1 }, { ifMatch: '"1"' });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version_conflict' } });
    const partly = await manager.call('POST', path(issued, 'payments'), { amount_minor: 10_000, reference: 'TX-1' });
    expect(partly.body).toMatchObject({ status: 'partially_paid', balance_minor: 770, payment_reference: 'TX-1' });
    const tooMuch = await manager.call('POST', path(issued, 'payments'), { amount_minor: 771 });
    expect(tooMuch).toMatchObject({ status: 409, body: { code: 'overpayment', balance_minor: 770 } });
    const again = await manager.call('POST', path(issued, 'payments'), { amount_minor: 10_000, reference: 'TX-1' });
    expect(again.body).toMatchObject({ paid_minor: 10_000, version: partly.body['version'] });
  });

  it('an issued invoice is not changed any more, but credited', async () => {
    const issued = await issue();
    const one = `/crm/v1/invoices/${String(issued.body['id'])}`;
    expect((await manager.call('PATCH', one, { notes: 'x' })).body['code']).toBe('invalid_transition');
    expect((await manager.call('DELETE', one)).status).toBe(409);
    const note = await manager.call('POST', path(issued, 'credit'), { reason: 'Returned' });
    expect(note).toMatchObject({
      status: 201,
      body: { kind: 'credit_note', credited_invoice_id: issued.body['id'], total_minor: 10_770 },
    });
    expect((await manager.call('GET', one)).body).toMatchObject({ status: 'paid', credited_minor: 10_770 });
    expect((await manager.call('POST', path(issued, 'credit'), {})).body['code']).toBe('overcredit');
  });

  it('an invoice is a PDF with the address that it was issued to, and its credit note names it', async () => {
    const billing_address = { city: 'Tromsø', country: 'NO' };
    const rep = await api.as(api.company.users.northRep);
    const buyer = await rep.call('POST', '/crm/v1/accounts', { name: 'Nordlys Fisk', billing_address });
    const draft = await manager.call('POST', '/crm/v1/invoices', {
      account_id: buyer.body['id'],
      currency: 'EUR',
      language: 'ru',
      lines,
    });
    const issued = await manager.call('POST', path(draft, 'issue'), {});
    await rep.call('PATCH', `/crm/v1/accounts/${String(buyer.body['id'])}`, { name: 'Renamed' });
    const paid = await manager.call('POST', path(issued, 'payments'), { amount_minor: 7_700 });
    const text = await readPaper(path(paid, 'pdf'));
    expect(text).toContain(String(issued.body['number']));
    expect(text).toContain('NordlysFiskTromsøНорвегия');
    expect(text).not.toContain('Renamed');
    expect(text).toContain('107,70EUR');
    expect(text).toContain('Коплате30,70EUR');
    const note = await manager.call('POST', path(issued, 'credit'), {});
    const credit = await readPaper(path(note, 'pdf'));
    expect(credit).toContain(String(note.body['number']));
    expect(credit).toContain(String(issued.body['number']));
    const support = await api.as(api.company.users.support);
    expect((await fetchPaper(support, path(issued, 'pdf'))).status).toBe(403);
  });

  async function readPaper(url: string): Promise<string> {
    const answer = await fetchPaper(manager, url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    return readPdf(new Uint8Array(await answer.arrayBuffer())).text.replace(/\s/gu, '');
  }

  function fetchPaper({ token }: TestClient, url: string): Promise<Response> {
    return fetch(`${api.url}${url}`, { headers: { authorization: `Bearer ${token}` } });
  }

  it('a subscription is changed as its preview said', async () => {
    const made = await manager.call('POST', '/crm/v1/subscriptions', {
      name: 'Licences',
      account_id: accountId,
      currency: 'EUR',
      quantity: '10',
      unit_price_minor: 3_000,
      billing_interval: 'year',
    });
    expect(made.status).toBe(201);
    const change = `/crm/v1/subscriptions/${String(made.body['id'])}/change`;
    const shown = await manager.call('GET', `${change}?quantity=12&unit_price_minor=3100`);
    expect(shown).toMatchObject({ status: 200, body: { total_minor: 7_200, next_amount_minor: 37_200 } });
    const changed = await manager.call('POST', change, { quantity: '12', unit_price_minor: 3_100 });
    expect(changed.body).toMatchObject({ quantity: '12', amount_minor: 37_200 });
    const { body } = await manager.call('GET', `/crm/v1/invoices?subscription_id=${String(made.body['id'])}`);
    expect((body['items'] as { total_minor: number }[]).map((bill) => bill.total_minor)).toEqual([7_200, 30_000]);
    const revenue = await manager.call('GET', '/crm/v1/subscriptions/recurring_revenue');
    expect(revenue.body['currencies']).toEqual([
      { currency: 'EUR', subscriptions: 1, mrr_minor: 3_100, arr_minor: 37_200 },
    ]);
  });

  it('a quote that is accepted twice gives one issued invoice, and a subscription for what recurs', async () => {
    const rep = await api.as(api.company.users.northRep);
    const once = {
      description: 'Loggers',
      quantity: '3',
      unit_price_minor: 3_333,
      tax_rate: '19',
      discount_percent: '5',
    };
    const recurring = { description: 'Licences', quantity: '10', unit_price_minor: 3_000, billing_interval: 'month' };
    const quote = await rep.call('POST', '/crm/v1/quotes', {
      account_id: accountId,
      currency: 'EUR',
      notes: 'Delivery in May',
      lines: [once, recurring],
    });
    const one = `/crm/v1/quotes/${String(quote.body['id'])}`;
    for (const verb of ['submit', 'send']) expect((await rep.call('POST', `${one}/${verb}`, {})).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: 5 }, () => rep.call('POST', `${one}/accept`, {})));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
    expect((await rep.call('POST', `${one}/accept`, {})).body['code']).toBe('invalid_transition');

    const bills = await rep.call('GET', `/crm/v1/invoices?quote_id=${String(quote.body['id'])}`);
    const [invoice, ...more] = bills.body['items'] as Record<string, unknown>[];
    expect(more).toEqual([]);
    expect(invoice).toMatchObject({
      status: 'issued',
      number: expect.stringMatching(/^INV-/u),
      notes: 'Delivery in May',
      assigned_to: api.company.users.northRep.id,
      total_minor: quote.body['total_minor'],
      tax_minor: quote.body['tax_minor'],
      lines: [
        { description: 'Loggers', quantity: '3', discount_percent: '5', period_start: null },
        { description: 'Licences', total_minor: 30_000, period_start: expect.any(String) },
      ],
    });

    const started = await rep.call('GET', `/crm/v1/subscriptions?quote_id=${String(quote.body['id'])}`);
    expect(started.body['items']).toMatchObject([
      {
        status: 'active',
        name: 'Licences',
        quantity: '10',
        amount_minor: 30_000,
        billing_interval: 'month',
        assigned_to: api.company.users.northRep.id,
        periods: [{ invoice_id: invoice?.['id'], invoice_number: invoice?.['number'] }],
      },
    ]);
  });

  it("another team's bills do not exist: in no list, by no verb, on no timeline", async () => {
    const issued = await issue();
    const one = `/crm/v1/invoices/${String(issued.body['id'])}`;
    const other = await api.as(api.company.users.southManager);
    expect((await other.call('GET', '/crm/v1/invoices')).body['items']).toEqual([]);
    expect((await other.call('GET', '/crm/v1/subscriptions')).body['items']).toEqual([]);
    expect(
      (await other.call('GET', `/crm/v1/invoices/search?q=${String(issued.body['number'])}`)).body['items'],
    ).toEqual([]);
    for (const [method, verb, payload] of [
      ['GET', '', undefined],
      ['PATCH', '', {}],
      ['DELETE', '', undefined],
      ['POST', '/issue', {}],
      ['POST', '/payments', { amount_minor: 1 }],
      ['POST', '/credit', {}],
      ['POST', '/void', {}],
    ] as const) {
      expect((await other.call(method, `${one}${verb}`, payload)).status, verb).toBe(404);
    }
    const subject = `subject_type=invoice&subject_id=${String(issued.body['id'])}`;
    expect((await other.call('GET', `/crm/v1/timeline?${subject}`)).status).toBe(404);
    const bill = { account_id: accountId, currency: 'EUR' };
    expect((await other.call('POST', '/crm/v1/invoices', bill)).status).toBe(422);
  });

  it('sales reps read what is theirs and write nothing; support and marketing see no bill', async () => {
    const issued = await issue();
    const one = `/crm/v1/invoices/${String(issued.body['id'])}`;
    const { users } = api.company;
    const asks = async (user: TestUser, method: string, url: string, payload?: object) =>
      (await (await api.as(user)).call(method, url, payload)).status;
    expect(await asks(users.northRep, 'GET', one)).toBe(200);
    expect(await asks(users.northRep, 'POST', `${one}/payments`, { amount_minor: 1 })).toBe(403);
    expect(await asks(users.northWestRep, 'GET', one)).toBe(404);
    expect(await asks(users.southManager, 'POST', `${one}/void`, {})).toBe(404);
    for (const user of [users.support, users.marketing]) {
      expect(await asks(user, 'GET', one)).toBe(403);
      expect(await asks(user, 'GET', '/crm/v1/subscriptions')).toBe(403);
    }
    expect(await asks(users.admin, 'POST', `${one}/void`, { reason: 'Test' })).toBe(200);
  });
});
