import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { invoiceService } from './invoice.service.ts';

describe('payments', () => {
  let bench: Workbench;
  let scenes: BillScenes;

  beforeAll(async () => {
    bench = await openWorkbench();
    scenes = new BillScenes(bench);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  it('come in parts, and the last one settles the invoice', async () => {
    const { id } = await scenes.issuedOver(10_000);
    const partly = await scenes.pay(id, 4_000, { method: 'card', reference: 'ch_1' });
    expect(partly).toMatchObject({ status: 'partially_paid', paidMinor: 4_000, balanceMinor: 6_000, paidAt: null });
    const paid = await scenes.pay(id, 6_000, { reference: 'TX-2' });
    expect(paid).toMatchObject({ status: 'paid', balanceMinor: 0, paymentReference: 'TX-2' });
    expect(paid.paidAt).not.toBeNull();
    expect(paid.payments).toMatchObject([
      { amountMinor: 4_000, method: 'card', reference: 'ch_1' },
      { amountMinor: 6_000, method: 'bank_transfer', reference: 'TX-2', createdBy: { id: scenes.manager.id } },
    ]);
  });

  it('are refused beyond what is owed, also when all is paid', async () => {
    const { id } = await scenes.issuedOver(10_000);
    await expect(scenes.pay(id, 10_001)).rejects.toMatchObject({
      code: 'overpayment',
      details: { balance_minor: 10_000, currency: 'EUR' },
    });
    await scenes.pay(id, 10_000);
    await expect(scenes.pay(id, 1)).rejects.toMatchObject({ code: 'overpayment', details: { balance_minor: 0 } });
  });

  it('with one reference are one payment, also after it settled the invoice', async () => {
    const { id } = await scenes.issuedOver(10_000);
    await scenes.pay(id, 10_000, { reference: 'TX-9' });
    const again = await scenes.pay(id, 10_000, { reference: 'TX-9' });
    expect(again.payments).toHaveLength(1);
    await expect(scenes.pay(id, 9_000, { reference: 'TX-9' })).rejects.toMatchObject({ code: 'duplicate' });
  });

  it('are not made for a draft, nor for a day to come', async () => {
    const draft = await scenes.draft();
    await expect(scenes.pay(draft.id, 1)).rejects.toMatchObject({ code: 'invalid_transition' });
    const { id } = await scenes.issuedOver(10_000);
    await expect(scenes.pay(id, 1, { paidOn: '2999-01-01' })).rejects.toMatchObject({
      details: { issues: [{ field: 'paidOn' }] },
    });
  });

  it('that were a mistake are taken back, and the invoice is owed again', async () => {
    const { id } = await scenes.issuedOver(10_000);
    const paid = await scenes.pay(id, 10_000, { reference: 'TX-3' });
    expect(paid.abilities).toMatchObject({ pay: false, removePayment: true });
    const [payment] = paid.payments;
    const owed = await scenes.run((ctx) => invoiceService.removePayment(ctx, id, payment?.id ?? ''));
    expect(owed).toMatchObject({ status: 'issued', paidMinor: 0, balanceMinor: 10_000, paidAt: null, payments: [] });
    await expect(scenes.run((ctx) => invoiceService.removePayment(ctx, id, payment?.id ?? ''))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await scenes.pay(id, 2_500, { reference: 'TX-3' })).status).toBe('partially_paid');
  });

  it('of many at once never come to more than is owed', async () => {
    const { id } = await scenes.issuedOver(10_000);
    const tried = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => scenes.pay(id, 900, { reference: `P-${at}` })),
    );
    const refused = tried.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(9);
    for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toMatchObject({ code: 'overpayment' });
    const invoice = await scenes.get(id);
    expect(invoice).toMatchObject({ paidMinor: 9_900, balanceMinor: 100, status: 'partially_paid' });
    expect(invoice.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(9_900);
  });

  it('sent twice at once by one reference are recorded once', async () => {
    const { id } = await scenes.issuedOver(10_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => scenes.pay(id, 3_000, { reference: 'same' })));
    expect(new Set(answers.map(({ paidMinor }) => paidMinor))).toEqual(new Set([3_000]));
  });

  it('cannot be more than the total even for whoever writes around the service', async () => {
    const { id } = await scenes.issuedOver(10_000);
    await expect(bench.query(`update crm_core.crm_invoices set paid_minor = 10001 where id = '${id}'`)).rejects.toThrow(
      'crm_invoices_balance_check',
    );
  });
});
