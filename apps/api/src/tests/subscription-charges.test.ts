import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@crm/db/orm';
import { asksBeforeHand } from '@crm/domain/charge/dunning.rules';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

const told = z.object({
  items: z.array(
    z.object({
      period_start: z.string(),
      invoice: z.looseObject({ id: z.string(), abilities: z.object({ pay: z.boolean() }) }),
      charges: z.array(z.looseObject({ state: z.string(), abilities: z.object({ settle: z.boolean() }) })),
    }),
  ),
});

describe('the money of the periods of a subscription', () => {
  let api: TestApi;
  let subscriptionId: string;
  let invoiceId: string;

  beforeAll(async () => {
    api = await startTestApi();
    const rep = await api.as(api.company.users.northRep);
    const manager = await api.as(api.company.users.northManager);
    const account = await rep.call('POST', '/crm/v1/accounts', { name: `Payer ${randomUUID()}` });
    const terms = { name: 'Licences', currency: 'EUR', unit_price_minor: 100, billing_interval: 'month' };
    const made = await manager.call('POST', '/crm/v1/subscriptions', { ...terms, account_id: account.body['id'] });
    subscriptionId = String(made.body['id']);
    const db = database(api.fork());
    const period = db.selectFrom('crm_subscription_periods').select('invoiceId');
    const billed = await period.where('subscriptionId', '=', subscriptionId).executeTakeFirstOrThrow();
    invoiceId = billed.invoiceId ?? '';
    const charge = { invoiceId, amountMinor: 100, currency: 'EUR', methodRef: 'pm_1', createdAt: new Date() };
    await db
      .insertInto('crm_charges')
      .values([
        { ...charge, id: randomUUID(), attempt: 1, state: 'declined', settledAt: new Date() },
        { ...charge, id: randomUUID(), attempt: 2, state: 'unknown', sentAt: new Date(), asked: asksBeforeHand },
      ])
      .execute();
  });
  afterAll(() => api[Symbol.asyncDispose]());

  async function read(user: 'northRep' | 'northManager' | 'southRep' | 'support') {
    const client = await api.as(api.company.users[user]);
    return client.call('GET', `/crm/v1/subscriptions/${subscriptionId}/charges`);
  }

  it('is told with each bill, the last try first, and with what the reader may do about it', async () => {
    const { items } = told.parse((await read('northManager')).body);
    expect(items).toMatchObject([
      {
        invoice: { id: invoiceId, status: 'issued', balance_minor: 100, abilities: { pay: true } },
        charges: [
          { attempt: 2, state: 'unknown', asked: asksBeforeHand, abilities: { settle: true } },
          { attempt: 1, state: 'declined', abilities: { settle: false } },
        ],
      },
    ]);
    const [seen] = told.parse((await read('northRep')).body).items;
    expect(seen?.invoice.abilities.pay).toBe(false);
    expect(seen?.charges.map(({ abilities }) => abilities.settle)).toEqual([false, false]);
  });

  it('is told to nobody who does not see the subscription, or no amounts', async () => {
    expect((await read('southRep')).status).toBe(404);
    expect((await read('support')).status).toBe(403);
  });

  it('leaves out a bill that was given to somebody whose bills the reader does not see', async () => {
    const { southRep } = api.company.users;
    const invoices = database(api.fork()).updateTable('crm_invoices').set({ assignedTo: southRep.id });
    await invoices.where('id', '=', invoiceId).execute();
    expect((await read('northRep')).body).toEqual({ items: [] });
  });
});
