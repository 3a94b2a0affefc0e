import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '@crm/domain/product/product';
import type { ChangeInput } from '@crm/domain/subscription/subscription';
import { invoiceService } from '../invoice/invoice.service.ts';
import { productService } from '../product/product.service.ts';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { subscriptionService } from './subscription.service.ts';

describe('changes of a subscription', () => {
  let bench: Workbench;
  let scenes: BillScenes;

  beforeAll(async () => {
    bench = await openWorkbench();
    scenes = new BillScenes(bench);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  const get = (id: string) => scenes.run((ctx) => subscriptionService.get(ctx, id));
  const preview = (id: string, data: ChangeInput, day: string) =>
    scenes.run((ctx) => subscriptionService.previewChange(ctx, id, data), day);
  const change = (id: string, data: ChangeInput, day: string) =>
    scenes.run((ctx) => subscriptionService.change(ctx, id, data), day);
  const billsOf = async (subscriptionId: string, kind: 'invoice' | 'credit_note') => {
    const filter = { subscriptionId, kind };
    return (await scenes.run((ctx) => invoiceService.list(ctx, { filter, sort: 'createdAt' }))).items;
  };
  /** 30 days at 300.00 net, 360.00 with tax: 12.00 a day. */
  const november = '2026-11-01';

  it('to more are billed for the days that are left, as the preview said', async () => {
    const { id } = await scenes.subscription(november);
    const shown = await preview(id, { quantity: '15' }, '2026-11-21');
    expect(shown).toMatchObject({
      from: '2026-11-21',
      to: '2026-12-01',
      currency: 'EUR',
      totalMinor: 6_000,
      nextAmountMinor: 45_000,
      lines: [{ totalMinor: -12_000 }, { totalMinor: 18_000 }],
    });
    expect(await billsOf(id, 'invoice')).toHaveLength(1);
    const changed = await change(id, { quantity: '15' }, '2026-11-21');
    expect(changed).toMatchObject({ quantity: '15', amountMinor: 45_000, currentPeriodEnd: '2026-12-01' });
    const [, extra] = await billsOf(id, 'invoice');
    expect(extra).toMatchObject({ status: 'overdue' === extra?.status ? 'overdue' : 'issued', totalMinor: 6_000 });
    expect(extra?.lines.map(({ totalMinor }) => totalMinor)).toEqual(shown.lines.map(({ totalMinor }) => totalMinor));
    await scenes.run((ctx) => subscriptionService.renew(ctx, id, '2026-12-01'), '2026-12-01');
    expect((await billsOf(id, 'invoice'))[2]).toMatchObject({ subtotalMinor: 45_000, totalMinor: 54_000 });
  });

  it('to less give a credit note, set off against what is still owed', async () => {
    const { id } = await scenes.subscription(november);
    await change(id, { quantity: '5' }, '2026-11-16');
    const [note] = await billsOf(id, 'credit_note');
    expect(note).toMatchObject({ status: 'paid', totalMinor: 9_000, creditedMinor: 9_000 });
    expect(note?.lines.map(({ totalMinor }) => totalMinor)).toEqual([18_000, -9_000]);
    const [first] = await billsOf(id, 'invoice');
    expect(first).toMatchObject({ creditedMinor: 9_000, balanceMinor: 27_000 });
  });

  it('to less, when all is paid, are taken off the next period', async () => {
    const { id } = await scenes.subscription(november);
    const [first] = await billsOf(id, 'invoice');
    await scenes.pay(first?.id ?? '', 36_000);
    await change(id, { quantity: '5' }, '2026-11-16');
    expect((await billsOf(id, 'credit_note'))[0]).toMatchObject({ status: 'issued', balanceMinor: 9_000 });
    await scenes.run((ctx) => subscriptionService.renew(ctx, id, '2026-12-01'), '2026-12-01');
    const [, second] = await billsOf(id, 'invoice');
    expect(second).toMatchObject({ totalMinor: 18_000, creditedMinor: 9_000, balanceMinor: 9_000 });
    expect((await billsOf(id, 'credit_note'))[0]).toMatchObject({ status: 'paid', balanceMinor: 0 });
  });

  it('that cost nothing write no bill: the same terms, the other name, the last day', async () => {
    const { id, version } = await scenes.subscription(november);
    expect((await change(id, { quantity: '10' }, '2026-11-05')).version).toBe(version);
    expect((await change(id, { name: 'Licences, standard' }, '2026-11-05')).name).toBe('Licences, standard');
    await change(id, { quantity: '99' }, '2026-12-01');
    expect(await billsOf(id, 'invoice')).toHaveLength(1);
    expect(await billsOf(id, 'credit_note')).toEqual([]);
  });

  it('to another product take its name, tax and price; never in a currency in which nobody said it', async () => {
    const make = (data: object) =>
      bench.as(bench.company.users.admin, (ctx) => productService.create(ctx, product.create.parse(data)));
    const common = { unit: 'licence', currency: 'EUR', taxRate: '10', billingInterval: 'month' };
    const pro = await make({ ...common, sku: 'PRO', name: 'Licences Pro', priceMinor: 6_000 });
    const yearly = await make({ ...common, sku: 'YEAR', name: 'Yearly', priceMinor: 1, billingInterval: 'year' });
    const dollars = await make({ ...common, sku: 'USD', name: 'Dollars', priceMinor: 1, currency: 'USD' });
    const { id } = await scenes.subscription(november);
    const changed = await change(id, { productId: pro.id }, '2026-11-16');
    expect(changed).toMatchObject({
      productId: pro.id,
      name: 'Licences Pro',
      unit: 'licence',
      taxRate: '10',
      unitPriceMinor: 6_000,
      quantity: '10',
      amountMinor: 60_000,
    });
    const [, extra] = await billsOf(id, 'invoice');
    expect(extra?.lines).toMatchObject([
      { description: 'Licences', taxRate: '20', totalMinor: -18_000 },
      { description: 'Licences Pro', taxRate: '10', totalMinor: 33_000 },
    ]);
    for (const [wrong, code] of [
      [yearly.id, 'other_interval'],
      [dollars.id, 'no_price'],
      [id, 'unknown_product'],
    ] as const) {
      await expect(change(id, { productId: wrong }, '2026-11-17')).rejects.toMatchObject({
        details: { issues: [{ field: 'productId', code }] },
      });
    }
    const agreed = await change(id, { productId: dollars.id, unitPriceMinor: 5_000 }, '2026-11-17');
    expect(agreed).toMatchObject({ unitPriceMinor: 5_000, name: 'Dollars' });
  });

  it('are for running subscriptions only', async () => {
    const { id } = await scenes.subscription(november);
    await scenes.run((ctx) => subscriptionService.pause(ctx, id));
    await expect(change(id, { quantity: '1' }, '2026-11-05')).rejects.toMatchObject({ code: 'invalid_transition' });
    await expect(preview(id, { quantity: '1' }, '2026-11-05')).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  it('at the same time as payments and credits of its bills never wait for each other in a circle', async () => {
    const { id } = await scenes.subscription(november);
    const [first] = await billsOf(id, 'invoice');
    const invoiceId = first?.id ?? '';
    const work = Array.from({ length: 8 }, (_, at) => [
      () => change(id, { quantity: String(at + 1) }, '2026-11-16'),
      () => scenes.pay(invoiceId, 10, { reference: `p${at}` }),
      () => scenes.credit(invoiceId, { lines: [{ lineId: first?.lines[0]?.id, quantity: '0.01' }] }),
    ]).flat();
    const outcomes = await Promise.allSettled(work.map((act) => act()));
    const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    // A credit by a change may have settled the invoice meanwhile; nothing else is refused.
    for (const reason of reasons) expect(reason).toMatchObject({ code: 'overpayment' });
    const all = [...(await billsOf(id, 'invoice')), ...(await billsOf(id, 'credit_note'))];
    for (const bill of all) {
      const settled = bill.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(bill.paidMinor + bill.creditedMinor).toBe(settled);
      expect(bill.balanceMinor).toBe(bill.totalMinor - settled);
    }
    expect(await get(id)).toMatchObject({ status: 'active' });
  });
});

describe('recurring revenue', () => {
  it('is per currency, of what runs, exact for a year and rounded once for a month', async () => {
    await using bench = await openWorkbench();
    const scenes = new BillScenes(bench);
    const report = () => scenes.run((ctx) => subscriptionService.recurringRevenue(ctx));
    expect(await report()).toEqual([]);
    const day = '2026-11-01';
    const one = { quantity: '1', taxRate: '20' };
    await scenes.subscription(day, { ...one, unitPriceMinor: 120_000, billingInterval: 'year' });
    expect(await report()).toEqual([{ currency: 'EUR', subscriptions: 1, mrrMinor: 10_000, arrMinor: 120_000 }]);
    // Seven and a half a month each: by themselves each would be rounded up.
    for (let count = 0; count < 2; count += 1) {
      await scenes.subscription(day, { ...one, unitPriceMinor: 90, billingInterval: 'year' });
    }
    await scenes.subscription(day, { ...one, unitPriceMinor: 100, billingInterval: 'quarter', currency: 'USD' });
    const paused = await scenes.subscription(day, one);
    await scenes.run((ctx) => subscriptionService.pause(ctx, paused.id));
    expect(await report()).toEqual([
      { currency: 'EUR', subscriptions: 3, mrrMinor: 10_015, arrMinor: 120_180 },
      { currency: 'USD', subscriptions: 1, mrrMinor: 33, arrMinor: 400 },
    ]);
    const { southManager, northRep, support } = bench.company.users;
    const see = (user: typeof support) => bench.as(user, (ctx) => subscriptionService.recurringRevenue(ctx));
    expect(await see(southManager)).toEqual([]);
    expect(await see(northRep)).toHaveLength(2);
    await expect(see(support)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
