import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOfferLinks } from '@crm/core/quote/offer-links';
import { pdfDocuments } from '@crm/documents/pdf-documents';
import { readPdf } from '@crm/documents/testing/read-pdf';
import { database } from '@crm/db/orm';
import { startTestApi, type TestApi, type TestClient } from '../testing/test-api.ts';

const documents = pdfDocuments({ seller: { name: 'Halden Instruments AS', details: [] } });
const offerLinks = createOfferLinks('a secret of offers of at least 32 characters');
let api: TestApi;
let rep: TestClient;
let accountId: string;
let contactId: string;

beforeAll(async () => {
  api = await startTestApi({ documents, offerLinks });
  rep = await api.as(api.company.users.northRep);
  accountId = await make('accounts', { name: 'Nordlys <Fisk> & Sons' });
  contactId = await make('contacts', { first_name: 'Ida', last_name: 'Berg', email: 'ida@nordlys.example' });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await documents.close();
});

async function make(path: string, payload: object): Promise<string> {
  const answer = await rep.call('POST', `/crm/v1/${path}`, payload);
  expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
  return String(answer.body['id']);
}

async function approved(more: object = {}): Promise<string> {
  const lines = [{ description: 'Logger <b>XL</b>', quantity: '2', unit_price_minor: 10_000, tax_rate: '20' }];
  const id = await make('quotes', { account_id: accountId, contact_id: contactId, currency: 'EUR', lines, ...more });
  await take(id, 'submit');
  return id;
}

async function take(id: string, verb: string, payload?: object) {
  const answer = await rep.call('POST', `/crm/v1/quotes/${id}/${verb}`, payload);
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return answer.body;
}

const read = async (id: string) => (await rep.call('GET', `/crm/v1/quotes/${id}`)).body;
const mailsOf = (id: string) =>
  database(api.fork())
    .selectFrom('crm_mails')
    .select(['template', 'toAddress', 'params'])
    .where('subjectId', '=', id)
    .execute();

/** A quote that was sent, and the address of its page. */
async function sent(more: object = {}, how?: object) {
  const id = await approved(more);
  await take(id, 'send', how);
  const { body } = await rep.call('GET', `/crm/v1/quotes/${id}/offer_link`);
  return { id, url: `${api.url}${String(body['path'])}` };
}

const answer = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

describe('sending a quote (PLAN-045)', () => {
  it('before it is approved is refused, and no mail is written', async () => {
    const lines = [{ description: 'Logger', quantity: '1', unit_price_minor: 100 }];
    const id = await make('quotes', { account_id: accountId, contact_id: contactId, currency: 'EUR', lines });
    expect((await rep.call('POST', `/crm/v1/quotes/${id}/send`)).status).toBe(409);
    expect(await mailsOf(id)).toEqual([]);
  });

  it('orders one mail to its contact, and a process that waits for the answer', async () => {
    const { id } = await sent();
    expect(await mailsOf(id)).toEqual([
      { template: 'quote', toAddress: 'ida@nordlys.example', params: expect.objectContaining({ message: '' }) },
    ]);
    const { body } = await rep.call('GET', `/crm/v1/processes?kind=quote-delivery&subject_type=quote&subject_id=${id}`);
    expect(body['items']).toMatchObject([{ workflow_id: `quote-delivery/${id}/1` }]);
  });

  it('goes to another address when one is named, once more when asked, and by hand without a mail', async () => {
    const { id } = await sent({}, { to: 'buyer@nordlys.example', message: 'As we said.' });
    await take(id, 'send');
    expect((await mailsOf(id)).map(({ toAddress }) => toAddress)).toEqual([
      'buyer@nordlys.example',
      'ida@nordlys.example',
    ]);
    const byHand = await sent({}, { by: 'hand' });
    expect(await mailsOf(byHand.id)).toEqual([]);
    expect(await read(byHand.id)).toMatchObject({
      status: 'sent',
      deliveries: [{ to_address: null, mail_state: null }],
    });
  });

  it('by mail to nobody is refused, and the quote stays as it was', async () => {
    const id = await approved({ contact_id: null });
    const refused = await rep.call('POST', `/crm/v1/quotes/${id}/send`, { by: 'mail' });
    expect([refused.status, refused.body['code']]).toEqual([422, 'validation_failed']);
    expect(await read(id)).toMatchObject({ status: 'approved', deliveries: [] });
  });
});

describe('the page on which a customer answers', () => {
  it('shows the offer in its language, escaped, and writes down that it was opened', async () => {
    const { id, url } = await sent({ language: 'ru' });
    expect((await read(id))['deliveries']).toMatchObject([{ first_seen_at: null }]);
    const page = await fetch(url);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const html = await page.text();
    expect(html).toContain('<html lang="ru" dir="ltr">');
    expect(html).toContain('Logger &lt;b&gt;XL&lt;/b&gt;');
    expect(html).toContain('240,00');
    expect((await read(id))['deliveries']).toMatchObject([{ first_seen_at: expect.any(String), answer: null }]);
  });

  it('hands out the paper', async () => {
    const { url } = await sent();
    const pdf = await fetch(`${url}/pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(readPdf(new Uint8Array(await pdf.arrayBuffer())).text).toContain('Logger');
  });

  it('accepts once, however often it is pressed: one invoice, and who agreed', async () => {
    const { id, url } = await sent();
    const pressed = await Promise.all([1, 2, 3].map(() => answer(url, { answer: 'accept', name: 'Ida Berg' })));
    expect(pressed.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await read(id)).toMatchObject({
      status: 'accepted',
      deliveries: [{ answer: 'accepted', answered_by: 'Ida Berg', answered_at: expect.any(String) }],
    });
    const invoices = await rep.call('GET', `/crm/v1/invoices?account_id=${accountId}`);
    expect(JSON.stringify(invoices.body).split(id).length - 1).toBe(1);
    expect(await (await fetch(url)).text()).toContain('You have accepted this quote');
    const { body } = await rep.call('GET', `/crm/v1/processes?kind=quote-delivery&subject_type=quote&subject_id=${id}`);
    expect(body['items']).toMatchObject([{ state: 'completed' }]);
  });

  it('asks for a name before it accepts', async () => {
    const { id, url } = await sent();
    const refused = await answer(url, { answer: 'accept', name: ' ' });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Please enter your name')]);
    expect(await read(id)).toMatchObject({ status: 'sent' });
  });

  it('declines with a reason, and cannot be accepted afterwards', async () => {
    const { id, url } = await sent();
    await answer(url, { answer: 'decline', reason: 'Too dear' });
    await answer(url, { answer: 'accept', name: 'Ida Berg' });
    expect(await read(id)).toMatchObject({
      status: 'declined',
      decline_reason: 'Too dear',
      deliveries: [{ answer: 'declined' }],
    });
  });

  it('shows nothing of an offer that was revised', async () => {
    const { id, url } = await sent();
    const revised = await rep.call('POST', `/crm/v1/quotes/${id}/revise`);
    expect(revised.status).toBe(201);
    const html = await (await fetch(url)).text();
    expect(html).toContain('replaced or taken back');
    expect(html).not.toContain('Logger');
  });

  it('says so for a link that is not ours, and for a quote that is gone', async () => {
    const { id, url } = await sent();
    for (const wrong of [`${url}x`, `${api.url}/offer/nothing`]) {
      const page = await fetch(wrong, { headers: { 'accept-language': 'ar' } });
      expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('dir="rtl"')]);
    }
    expect((await rep.call('DELETE', `/crm/v1/quotes/${id}`)).status).toBe(204);
    expect((await fetch(url)).status).toBe(404);
    expect((await answer(url, { answer: 'accept', name: 'Ida Berg' })).status).toBe(404);
  });
});
