import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoiceService } from '../invoice/invoice.service.ts';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { renewPeriod } from './subscription-period.ts';
import { markPastDue } from './subscription-status.ts';
import { subscriptionService } from './subscription.service.ts';

describe('periods of a subscription', () => {
  let bench: Workbench;
  let scenes: BillScenes;

  beforeAll(async () => {
    bench = await openWorkbench();
    scenes = new BillScenes(bench);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  const get = (id: string) => scenes.run((ctx) => subscriptionService.get(ctx, id));
  const renew = (id: string, start: string, day = start) => scenes.run((ctx) => renewPeriod(ctx, id, start), day);
  const invoicesOf = async (subscriptionId: string) => {
    const filter = { subscriptionId };
    const { items } = await scenes.run((ctx) => invoiceService.list(ctx, { filter, sort: 'createdAt', limit: 200 }));
    return items;
  };

  it('the first is billed in advance as soon as there is a subscription', async () => {
    const made = await scenes.subscription('2026-11-22');
    expect(made).toMatchObject({
      status: 'active',
      amountMinor: 30_000,
      anchorDate: '2026-11-22',
      currentPeriodStart: '2026-11-22',
      currentPeriodEnd: '2026-12-22',
      assignedTo: bench.company.users.northRep.id,
    });
    const [invoice, ...more] = await invoicesOf(made.id);
    expect(more).toEqual([]);
    expect(invoice).toMatchObject({ kind: 'invoice', totalMinor: 36_000, issueDate: '2026-11-22' });
    expect(invoice?.lines).toMatchObject([
      { description: 'Licences', quantity: '10', periodStart: '2026-11-22', periodEnd: '2026-12-22' },
    ]);
    expect(made.periods).toEqual([
      {
        periodStart: '2026-11-22',
        periodEnd: '2026-12-22',
        invoiceId: invoice?.id,
        invoiceNumber: invoice?.number,
      },
    ]);
  });

  it('twelve renewals are twelve invoices without gap or double, and months end right', async () => {
    const { id } = await scenes.subscription('2027-01-31');
    for (let month = 0; month < 12; month += 1) {
      const { currentPeriodEnd } = await get(id);
      await renew(id, currentPeriodEnd);
    }
    const { periods } = await get(id);
    expect(periods.map(({ periodStart }) => periodStart).toReversed()).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
      '2027-06-30',
      '2027-07-31',
      '2027-08-31',
      '2027-09-30',
      '2027-10-31',
      '2027-11-30',
      '2027-12-31',
      '2028-01-31',
    ]);
    for (const [at, period] of periods.slice(1).entries()) expect(period.periodEnd).toBe(periods[at]?.periodStart);
    expect(new Set(periods.map(({ invoiceId }) => invoiceId)).size).toBe(13);
    expect((await invoicesOf(id)).map(({ totalMinor }) => totalMinor)).toEqual(
      Array.from({ length: 13 }, () => 36_000),
    );
    await renew(id, '2028-02-29');
    expect((await get(id)).currentPeriodEnd).toBe('2028-03-31');
  });

  it('one that is asked for twenty times at once is billed once', async () => {
    const { id } = await scenes.subscription('2027-05-10');
    await Promise.all(Array.from({ length: 20 }, () => renew(id, '2027-06-10')));
    expect(await invoicesOf(id)).toHaveLength(2);
    expect((await get(id)).currentPeriodEnd).toBe('2027-07-10');
    await renew(id, '2027-06-10', '2027-09-01');
    expect(await invoicesOf(id)).toHaveLength(2);
  });

  it('is not billed before it begins, nor one that is not the next', async () => {
    const { id } = await scenes.subscription('2027-05-10');
    await expect(renew(id, '2027-06-10', '2027-06-09')).rejects.toMatchObject({ code: 'invalid_transition' });
    await expect(renew(id, '2027-07-10')).rejects.toMatchObject({
      code: 'invalid_transition',
      details: { next_period_start: '2027-06-10' },
    });
    expect(await invoicesOf(id)).toHaveLength(1);
  });

  it('that is not to be renewed expires, and one that was cancelled for its end is cancelled', async () => {
    const expiring = await scenes.subscription('2027-05-10', { autoRenew: false });
    await renew(expiring.id, '2027-06-10');
    expect(await get(expiring.id)).toMatchObject({ status: 'expired', endedAt: '2027-06-10T12:00:00.000Z' });
    const leaving = await scenes.subscription('2027-05-10');
    const cancel = { at: 'period_end', reason: null } as const;
    const planned = await scenes.run((ctx) => subscriptionService.cancel(ctx, leaving.id, cancel), '2027-05-20');
    expect(planned).toMatchObject({ status: 'active', cancelAt: '2027-06-10' });
    await renew(leaving.id, '2027-06-10');
    expect((await get(leaving.id)).status).toBe('cancelled');
    for (const { id } of [expiring, leaving]) {
      await renew(id, '2027-07-10');
      expect(await invoicesOf(id)).toHaveLength(1);
    }
  });

  it('a cancellation that is still to come can be withdrawn', async () => {
    const { id } = await scenes.subscription('2027-05-10');
    await scenes.run((ctx) => subscriptionService.cancel(ctx, id, { at: 'period_end', reason: null }), '2027-05-20');
    const back = await scenes.run((ctx) => subscriptionService.resume(ctx, id), '2027-05-21');
    expect(back).toMatchObject({ status: 'active', cancelAt: null });
    await renew(id, '2027-06-10');
    expect((await get(id)).currentPeriodStart).toBe('2027-06-10');
  });

  it('cancelled now is over now, and stays over', async () => {
    const { id } = await scenes.subscription('2027-05-10');
    const over = await scenes.run(
      (ctx) => subscriptionService.cancel(ctx, id, { at: 'now', reason: 'Closed down' }),
      '2027-05-20',
    );
    expect(over).toMatchObject({ status: 'cancelled', cancelAt: '2027-05-20' });
    for (const act of [
      () => scenes.run((ctx) => subscriptionService.resume(ctx, id)),
      () => scenes.run((ctx) => subscriptionService.pause(ctx, id)),
      () => scenes.run((ctx) => subscriptionService.cancel(ctx, id, { at: 'period_end', reason: null })),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'invalid_transition' });
    }
  });

  it('a pause within what is paid for changes no day; a longer one starts a new period on the day it ends', async () => {
    const { id } = await scenes.subscription('2027-05-31');
    await scenes.run((ctx) => subscriptionService.pause(ctx, id), '2027-06-05');
    const soon = await scenes.run((ctx) => subscriptionService.resume(ctx, id), '2027-06-20');
    expect(soon).toMatchObject({ status: 'active', anchorDate: '2027-05-31', currentPeriodEnd: '2027-06-30' });
    await scenes.run((ctx) => subscriptionService.pause(ctx, id), '2027-06-25');
    await renew(id, '2027-06-30');
    expect(await invoicesOf(id)).toHaveLength(1);
    const late = await scenes.run((ctx) => subscriptionService.resume(ctx, id), '2027-08-15');
    expect(late).toMatchObject({
      status: 'active',
      anchorDate: '2027-08-15',
      currentPeriodStart: '2027-08-15',
      currentPeriodEnd: '2027-09-15',
    });
    expect(await invoicesOf(id)).toHaveLength(2);
  });

  it('a pause that outlasts a planned end ends it', async () => {
    const { id } = await scenes.subscription('2027-05-10');
    await scenes.run((ctx) => subscriptionService.cancel(ctx, id, { at: 'period_end', reason: null }), '2027-05-11');
    await scenes.run((ctx) => subscriptionService.pause(ctx, id), '2027-05-12');
    const resumed = await scenes.run((ctx) => subscriptionService.resume(ctx, id), '2027-07-01');
    expect(resumed.status).toBe('cancelled');
    expect(await invoicesOf(id)).toHaveLength(1);
  });

  it('past due, it is still billed, and goes on by itself once nothing that is due is owed', async () => {
    const { id } = await scenes.subscription('2020-05-10');
    await scenes.run((ctx) => markPastDue(ctx, id));
    await scenes.run((ctx) => markPastDue(ctx, id));
    await renew(id, '2020-06-10');
    expect(await get(id)).toMatchObject({ status: 'past_due', currentPeriodStart: '2020-06-10' });
    const [first, second] = await invoicesOf(id);
    await scenes.pay(first?.id ?? '', 36_000);
    expect((await get(id)).status).toBe('past_due');
    await scenes.pay(second?.id ?? '', 36_000);
    expect((await get(id)).status).toBe('active');
    await renew(id, '2020-07-10');
    await scenes.run((ctx) => markPastDue(ctx, id));
    await scenes.credit((await invoicesOf(id))[2]?.id ?? '');
    expect((await get(id)).status).toBe('active');
  });

  it('lies in the trash only when it has ended', async () => {
    const { id } = await scenes.subscription('2027-05-10');
    await expect(scenes.run((ctx) => subscriptionService.delete(ctx, id))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    await scenes.run((ctx) => subscriptionService.cancel(ctx, id, { at: 'now', reason: null }));
    await scenes.run((ctx) => subscriptionService.delete(ctx, id));
    await expect(get(id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await scenes.run((ctx) => subscriptionService.restore(ctx, id))).status).toBe('cancelled');
  });
});
