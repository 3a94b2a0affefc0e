import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '@crm/db/orm';
import { asksBeforeHand } from '@crm/domain/charge/dunning.rules';
import { ask } from '../testing/graphql-client.ts';
import { startTestApi, testSecret, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const soon = new Date('2100-01-01');

/** A charge whose outcome is unknown, and that will be asked about in a while. */
async function unknownCharge(): Promise<string> {
  return (await untoldCharge(0)).id;
}

/** The same, of which the provider was asked so often. */
async function untoldCharge(asked: number) {
  const admin = await api.as(api.company.users.admin);
  const account = await admin.call('POST', '/crm/v1/accounts', { name: `Payer ${randomUUID()}` });
  const terms = { name: 'Licences', currency: 'EUR', unit_price_minor: 100, billing_interval: 'month' };
  const made = await admin.call('POST', '/crm/v1/subscriptions', { ...terms, account_id: account.body['id'] });
  const db = database(api.fork());
  const period = db.selectFrom('crm_subscription_periods').select('invoiceId');
  const { invoiceId } = await period.where('subscriptionId', '=', String(made.body['id'])).executeTakeFirstOrThrow();
  const id = randomUUID();
  const charge = { id, attempt: 1, state: 'unknown', amountMinor: 100, currency: 'EUR', methodRef: 'pm_1' } as const;
  await db
    .insertInto('crm_charges')
    .values({ ...charge, invoiceId: invoiceId ?? '', createdAt: new Date(), sentAt: new Date(), askAt: soon, asked })
    .execute();
  return { id, invoiceId: invoiceId ?? '' };
}

function call(body: string, { at = Date.now() / 1_000, key = testSecret } = {}) {
  const seconds = Math.floor(at);
  const proof = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'payment-signature': `t=${seconds},v1=${proof}` };
  return fetch(`${api.url}/callbacks/payments`, { method: 'POST', headers, body });
}

const chargeOf = (id: string) =>
  database(api.fork()).selectFrom('crm_charges').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('what the payment provider says', () => {
  it('is not believed: the charge is asked about at once, however often it is said', async () => {
    const key = await unknownCharge();
    const answers = [await call(JSON.stringify({ key, status: 'succeeded' })), await call(JSON.stringify({ key }))];
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    const charge = await chargeOf(key);
    expect(charge.state).toBe('unknown');
    expect(Number(charge.askAt)).toBeLessThan(Number(soon));
  });

  it('is refused without our signature, with another body, another key, or too late', async () => {
    const key = await unknownCharge();
    const body = JSON.stringify({ key });
    const unsigned = await fetch(`${api.url}/callbacks/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const late = await call(body, { at: Date.now() / 1_000 - 600 });
    const foreign = await call(body, { key: 'another key of at least 32 characters' });
    expect([unsigned.status, late.status, foreign.status]).toEqual([401, 401, 401]);
    expect((await chargeOf(key)).askAt).toEqual(soon);
  });

  it('is refused a little too late or too early, or with a signature of something else', async () => {
    const key = await unknownCharge();
    const body = JSON.stringify({ key });
    const now = Date.now() / 1_000;
    const headers = (signature: string) => ({ 'content-type': 'application/json', 'payment-signature': signature });
    const proof = createHmac('sha256', testSecret)
      .update(`${Math.floor(now)}.{}`)
      .digest('hex');
    const forged = [`t=${Math.floor(now)},v1=${proof}`, `t=${Math.floor(now)},v1=`, 'v1=00', `t=now,v1=${proof}`];
    const answers = [
      await call(body, { at: now - 310 }),
      await call(body, { at: now + 310 }),
      ...(await Promise.all(
        forged.map((signature) =>
          fetch(`${api.url}/callbacks/payments`, { method: 'POST', headers: headers(signature), body }),
        ),
      )),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect((await chargeOf(key)).askAt).toEqual(soon);
    expect((await call(body, { at: now - 290 })).status).toBe(204);
  });

  it('twenty times at once, and out of order, is a hint to ask and nothing else', async () => {
    const key = await unknownCharge();
    const said = ['succeeded', 'pending', 'failed', 'succeeded'];
    const many = Array.from({ length: 20 }, (_, at) => JSON.stringify({ key, status: said[at % said.length] }));
    const answers = await Promise.all(many.map((body) => call(body)));
    expect(answers.map(({ status }) => status)).toEqual(many.map(() => 204));
    const charge = await chargeOf(key);
    expect(charge).toMatchObject({ state: 'unknown', providerId: null, settledAt: null, asked: 0 });
    expect(Number(charge.askAt)).toBeLessThan(Number(soon));
    const { invoiceId } = charge;
    const invoice = await (await api.as(api.company.users.admin)).call('GET', `/crm/v1/invoices/${invoiceId}`);
    expect(invoice.body).toMatchObject({ status: 'issued', paid_minor: 0, payments: [] });
  });

  it.each(['succeeded', 'declined'] as const)('after the outcome is proven (%s) changes nothing', async (state) => {
    const key = await unknownCharge();
    const db = database(api.fork());
    const proven = { state, providerId: `ch_${key}`, settledAt: new Date(), askAt: null } as const;
    await db.updateTable('crm_charges').set(proven).where('id', '=', key).execute();
    const before = await chargeOf(key);
    for (const status of ['failed', 'succeeded', 'pending']) {
      expect((await call(JSON.stringify({ key, status }))).status).toBe(204);
    }
    expect(await chargeOf(key)).toEqual(before);
  });

  it('of what is not ours changes nothing, and what cannot be read is told', async () => {
    expect((await call(JSON.stringify({ key: randomUUID() }))).status).toBe(204);
    expect((await call('not JSON')).status).toBe(400);
    expect((await call('{}')).status).toBe(400);
  });
});

describe('a charge of which the provider cannot tell', () => {
  const settled = { outcome: 'succeeded', reason: 'It is on the statement of the bank' };

  it('is settled over REST by those who may, once, with a reason', async () => {
    const { id, invoiceId } = await untoldCharge(asksBeforeHand);
    const path = `/crm/v1/invoices/${invoiceId}/charges/${id}/settle`;
    const [admin, rep] = [await api.as(api.company.users.admin), await api.as(api.company.users.northRep)];
    expect((await rep.call('POST', path, settled)).status).toBe(403);
    expect((await admin.call('POST', path, { outcome: 'succeeded' })).status).toBe(422);
    expect((await admin.call('POST', path, { ...settled, outcome: 'unknown' })).status).toBe(422);
    const { status, body } = await admin.call('POST', path, settled);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [
        {
          state: 'succeeded',
          settled_reason: settled.reason,
          settled_by: { id: api.company.users.admin.id },
          abilities: { settle: false },
        },
      ],
    });
    const invoice = await admin.call('GET', `/crm/v1/invoices/${invoiceId}`);
    expect(invoice.body).toMatchObject({ status: 'paid', paid_minor: 100, payment_reference: id });
    expect((await admin.call('POST', path, settled)).status).toBe(409);
  });

  it('is settled over GraphQL, and not before the provider was asked often enough', async () => {
    const mutation = `mutation ($id: ID!, $chargeId: ID!, $data: InvoiceSettleChargeInput!) {
      invoiceSettleCharge(id: $id, chargeId: $chargeId, data: $data) { items { state settledReason } }
    }`;
    const admin = await api.as(api.company.users.admin);
    const early = await untoldCharge(asksBeforeHand - 1);
    const data = { outcome: 'declined', reason: 'Nobody took it' };
    const refused = await ask(admin, mutation, { id: early.invoiceId, chargeId: early.id, data });
    expect(JSON.stringify(refused.errors)).toContain('INVALID_TRANSITION');
    const { id, invoiceId } = await untoldCharge(asksBeforeHand);
    const { data: answer, errors } = await ask(admin, mutation, { id: invoiceId, chargeId: id, data });
    expect(errors).toEqual([]);
    expect(JSON.stringify(answer)).toContain('"settledReason":"Nobody took it"');
    expect((await chargeOf(id)).state).toBe('declined');
  });
});
